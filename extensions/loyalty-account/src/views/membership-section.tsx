/** Membership: joining, each consent by itself, one's own data, leaving. What cannot be taken back is asked twice. */
import { useState } from "preact/hooks";
import type { MembershipAnswer, MembershipView } from "../../../../app/contract/membership-api";
import type { Reply } from "../../../shared/line";
import { isTicked } from "../../../shared/text-in";
import type { Api } from "../api";
import type { Texts } from "../texts";
import { type Deeds, declinedNotice, useDeeds } from "../use-deed";
import { CopyText } from "./copy-text";
import { NoticeLine } from "./notice-line";
import { Twice } from "./twice";

interface Props {
  readonly view: MembershipView;
  readonly api: Api;
  readonly texts: Texts;
  /** The membership is another one now. */
  readonly changed: (view: MembershipView) => void;
}

export function MembershipSection({ view, api, texts, changed }: Props) {
  const deeds = useDeeds({ offline: texts.say("offline"), unanswered: texts.say("unanswered") });
  const act = async (name: string, deed: () => Promise<Reply<MembershipAnswer>>) => {
    const answer = await deeds.run(name, deed, (told) =>
      told.status === "declined"
        ? declinedNotice(told)
        : {
            tone: "success",
            text: texts.say(`member.done.${name === "consent" ? "consent" : "membership"}`),
          },
    );
    if (answer?.status === "done") changed(answer.membership);
  };
  const shared = { view, texts, deeds, act, api };
  return (
    <s-section heading={texts.say("member.heading")}>
      <s-stack gap="base">
        <s-text>{view.statusText}</s-text>
        {view.untilText && <s-text color="subdued">{view.untilText}</s-text>}
        <NoticeLine deeds={deeds} />
        {view.status === "active" ? (
          <>
            <Consents {...shared} />
            <s-divider />
            <OwnData {...shared} />
            <s-divider />
            <Leave {...shared} />
          </>
        ) : (
          <Join {...shared} />
        )}
      </s-stack>
    </s-section>
  );
}

interface PartProps {
  readonly view: MembershipView;
  readonly api: Api;
  readonly texts: Texts;
  readonly deeds: Deeds;
  readonly act: (name: string, deed: () => Promise<Reply<MembershipAnswer>>) => Promise<void>;
}

function Join({ view, api, texts, deeds, act }: PartProps) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  if (!view.canJoin) return view.joinClosedBecause ? <s-text>{view.joinClosedBecause}</s-text> : null;
  const tick = (purpose: string, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(purpose);
    else next.delete(purpose);
    setTicked(next);
  };
  const consents = view.consents.flatMap(({ purpose }) => (ticked.has(purpose) ? [purpose] : []));
  return (
    <s-stack gap="small-200">
      {view.consents.map(({ purpose, text }) => (
        <s-checkbox
          key={purpose}
          label={text}
          checked={ticked.has(purpose)}
          onChange={(event) => tick(purpose, isTicked(event))}
        />
      ))}
      <s-button
        variant="primary"
        disabled={deeds.busy !== null || !ticked.has("program")}
        loading={deeds.busy === "join"}
        onClick={() => void act("join", () => api.join({ consents }))}
      >
        {texts.say("member.join")}
      </s-button>
      {!ticked.has("program") && <s-text color="subdued">{texts.say("member.joinNeeds")}</s-text>}
    </s-stack>
  );
}

/** Each is its own, given and withdrawn by itself. */
function Consents({ view, api, texts, deeds, act }: PartProps) {
  const own = view.consents.filter(({ purpose }) => purpose !== "program");
  if (own.length === 0) return null;
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{texts.say("member.consents")}</s-text>
      {own.map(({ purpose, title, text, granted }) => (
        <s-stack key={purpose} gap="small-300">
          <s-checkbox
            label={title}
            checked={granted}
            disabled={deeds.busy !== null}
            onChange={(event) => {
              const wish = { purpose, granted: isTicked(event) };
              void act("consent", () => api.consent(wish));
            }}
          />
          <s-text color="subdued">{text}</s-text>
        </s-stack>
      ))}
    </s-stack>
  );
}

function OwnData({ api, texts, deeds, act }: PartProps) {
  const [data, setData] = useState<string | null>(null);
  const collect = async () => {
    const held = await deeds.run("data", api.personalData, () => ({
      tone: "success",
      text: texts.say("member.dataReady"),
    }));
    if (held !== null) setData(held);
  };
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{texts.say("member.data")}</s-text>
      {data === null ? (
        <s-button
          variant="secondary"
          loading={deeds.busy === "data"}
          disabled={deeds.busy !== null}
          onClick={() => void collect()}
        >
          {texts.say("member.collect")}
        </s-button>
      ) : (
        <CopyText id="own-data" text={data} label={texts.say("member.copyLabel")} texts={texts} hidden />
      )}
      <Twice
        name="erase"
        ask={texts.say("member.erase")}
        warning={texts.say("member.eraseWarning")}
        sure={texts.say("member.eraseSure")}
        deed={() => act("erase", api.erase)}
        texts={texts}
        deeds={deeds}
      />
    </s-stack>
  );
}

function Leave({ view, api, texts, deeds, act }: PartProps) {
  return (
    <Twice
      name="leave"
      ask={texts.say("member.leave")}
      warning={view.leaveWarning ?? texts.say("member.leaveWarning")}
      sure={texts.say("member.leaveSure")}
      deed={() => act("leave", api.leave)}
      texts={texts}
      deeds={deeds}
    />
  );
}
