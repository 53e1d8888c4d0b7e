/** A change of tier in words, for the history of one member and of the shop. */
import type { ReactNode } from "react";
import { useAdmin } from "./admin";

export interface TierMoveView {
  readonly id: number;
  /** Null for having no tier. */
  readonly from: string | null;
  readonly to: string | null;
  /** The tier is the same: it was pinned, or let go. */
  readonly kept: boolean;
  readonly why: string;
  readonly at: number;
}

function useMoveText(): (move: TierMoveView) => string {
  const { t } = useAdmin().translator;
  return ({ from, to, kept }) => {
    const end = to ?? t("tiers.now.none");
    if (kept) return t("tiers.history.kept", { to: end });
    if (from === null) return t("tiers.history.first", { to: end });
    return t("tiers.history.move", { from, to: end });
  };
}

interface Props {
  readonly moves: readonly TierMoveView[];
  /** Whose change it is, where it is not clear. */
  readonly who?: (move: TierMoveView) => ReactNode;
}

export function TierMoves({ moves, who }: Props) {
  const { translator, timeZone } = useAdmin();
  const text = useMoveText();
  return (
    <ol className="vafa-audit">
      {moves.map((move) => (
        <li key={move.id}>
          {who && <div>{who(move)}</div>}
          <div>{text(move)}</div>
          <div className="vafa-quiet">
            {move.why} · {translator.dateTime(move.at, timeZone)}
          </div>
        </li>
      ))}
    </ol>
  );
}
