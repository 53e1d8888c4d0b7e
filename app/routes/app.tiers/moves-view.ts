/** What the page is told of a preview. */
export interface BlockView {
  readonly key: string;
  readonly name: string;
  readonly count: number;
  /** Percent of the drawing. */
  readonly y: number;
  readonly height: number;
}

export interface MovesView {
  readonly all: number;
  readonly moving: number;
  readonly up: number;
  readonly down: number;
  /** Of those who move, who keep their tier for a time of grace. */
  readonly later: number;
  /** Of a year like the past one; minor units but for the points. */
  readonly cost: {
    readonly points: number;
    readonly worth: number;
    readonly discount: number;
    readonly total: number;
  };
  readonly flow: {
    readonly left: readonly BlockView[];
    readonly right: readonly BlockView[];
    readonly bands: readonly { readonly path: string; readonly stays: boolean }[];
  };
  readonly rows: readonly {
    readonly from: string;
    readonly to: string;
    readonly stays: boolean;
    readonly later: boolean;
    readonly members: number;
    readonly extraPoints: number;
  }[];
}

export interface PreviewView {
  readonly id: number;
  readonly state: "running" | "done" | "failed" | "cancelled";
  readonly looked: number;
  readonly expected: number;
  /** Once it is done. */
  readonly moves: MovesView | null;
}
