/** Earning without an order: a code from a receipt or a parcel, and the birthday, which is told once. Only what the program has a rule for is asked. */
import { useState } from "preact/hooks";
import type { EarningAnswer, EarningForm } from "../../../../app/contract/earning-api";
import { textIn } from "../../../shared/text-in";
import type { Api } from "../api";
import type { Texts } from "../texts";
import { type Deeds, declinedNotice, type Notice, useDeeds } from "../use-deed";
import { NoticeLine } from "./notice-line";

interface Props {
  readonly api: Api;
  readonly texts: Texts;
  readonly changed: () => void;
  readonly forms: readonly EarningForm[];
  /** As the shop has it on record. */
  readonly birthdayKnown: boolean;
}

const noticeOf = (answer: EarningAnswer): Notice =>
  answer.status === "declined" ? declinedNotice(answer) : { tone: "success", text: answer.message };

export function EarnSection({ api, texts, changed, forms, birthdayKnown }: Props) {
  const deeds = useDeeds({ offline: texts.say("offline"), unanswered: texts.say("unanswered") });
  const tell = async (name: string, deed: () => ReturnType<Api["code"]>) => {
    const answer = await deeds.run(name, deed, noticeOf);
    if (answer && answer.status !== "declined") changed();
    return answer?.status;
  };
  if (forms.length === 0) return null;
  return (
    <s-section heading={texts.say("earn.heading")}>
      <s-stack gap="base">
        <NoticeLine deeds={deeds} />
        {forms.includes("code") && (
          <CodeForm texts={texts} deeds={deeds} send={(code) => tell("code", () => api.code(code))} />
        )}
        {forms.includes("birthday") &&
          (birthdayKnown ? (
            <s-text>{texts.say("earn.birthdayKnown")}</s-text>
          ) : (
            <BirthdayForm
              texts={texts}
              deeds={deeds}
              send={(month, day) => tell("birthday", () => api.birthday(month, day))}
            />
          ))}
      </s-stack>
    </s-section>
  );
}

interface FormProps<Send> {
  readonly texts: Texts;
  readonly deeds: Deeds;
  readonly send: Send;
}

function CodeForm({ texts, deeds, send }: FormProps<(code: string) => Promise<string | undefined>>) {
  const [code, setCode] = useState("");
  const submit = async () => {
    if (code.trim() === "") return;
    if ((await send(code.trim())) === "earned") setCode("");
  };
  return (
    <s-stack gap="small-200">
      <s-text-field
        label={texts.say("earn.code")}
        value={code}
        maxLength={100}
        disabled={deeds.busy !== null}
        onInput={(event) => setCode(textIn(event))}
        onChange={(event) => setCode(textIn(event))}
      />
      <s-button
        variant="secondary"
        disabled={deeds.busy !== null || code.trim() === ""}
        loading={deeds.busy === "code"}
        onClick={() => void submit()}
      >
        {texts.say("earn.enter")}
      </s-button>
    </s-stack>
  );
}

const months = Array.from({ length: 12 }, (_, index) => index + 1);
const days = Array.from({ length: 31 }, (_, index) => index + 1);

function BirthdayForm({
  texts,
  deeds,
  send,
}: FormProps<(month: number, day: number) => Promise<string | undefined>>) {
  const [month, setMonth] = useState("");
  const [day, setDay] = useState("");
  const [told, setTold] = useState(false);
  if (told) return <s-text>{texts.say("earn.birthdayKnown")}</s-text>;
  const submit = async () => {
    const status = await send(Number(month), Number(day));
    if (status === "birthday-kept" || status === "known") setTold(true);
  };
  return (
    <s-stack gap="small-200">
      <s-text>{texts.say("earn.birthday")}</s-text>
      <s-stack direction="inline" gap="small-200">
        <s-select label={texts.say("earn.month")} value={month} onChange={(event) => setMonth(textIn(event))}>
          {months.map((number) => (
            <s-option key={number} value={String(number)}>
              {texts.month(number)}
            </s-option>
          ))}
        </s-select>
        <s-select label={texts.say("earn.day")} value={day} onChange={(event) => setDay(textIn(event))}>
          {days.map((number) => (
            <s-option key={number} value={String(number)}>
              {texts.number(number)}
            </s-option>
          ))}
        </s-select>
      </s-stack>
      <s-button
        variant="secondary"
        disabled={deeds.busy !== null || month === "" || day === ""}
        loading={deeds.busy === "birthday"}
        onClick={() => void submit()}
      >
        {texts.say("earn.save")}
      </s-button>
    </s-stack>
  );
}
