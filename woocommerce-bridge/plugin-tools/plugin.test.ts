/** What a shop must be able to rely on in the plugin's PHP, read from its tokens: it parses, nothing is printed unescaped, done without a nonce, or shown without a capability. */
import { beforeAll, describe, expect, test } from "vitest";
import { callsIn, code, functionsOf, type PhpCall, type PhpFunction } from "./calls";
import { allTokens, lint, type PhpToken, phpFiles, phpOnThePath } from "./php";

let files: ReadonlyMap<string, readonly PhpToken[]>;
let functions: readonly PhpFunction[];
beforeAll(async () => {
  files = await allTokens();
  functions = [...files].flatMap(([path, tokens]) => functionsOf(path, tokens));
});

const everywhere = <Found>(look: (path: string, tokens: readonly PhpToken[]) => readonly Found[]): Found[] =>
  [...files].flatMap(([path, tokens]) => look(path, tokens));
const calls = (names: readonly string[]): readonly (PhpCall & { path: string })[] =>
  everywhere((path, tokens) =>
    callsIn(tokens)
      .filter(({ name }) => names.includes(name))
      .map((call) => ({ ...call, path })),
  );
const calling = ({ body }: PhpFunction, names: readonly string[]): boolean =>
  callsIn(body).some(({ name }) => names.includes(name));
const named = (name: string): PhpFunction => {
  const found = functions.find((one) => one.name === name);
  if (!found) throw new Error(`no function ${name}`);
  return found;
};

describe("every file", () => {
  test("is PHP, as PHP in WebAssembly parses it", () => {
    expect(files.size).toBeGreaterThan(40);
    for (const [path, tokens] of files) expect(tokens[0]?.name, path).toBe("T_OPEN_TAG");
  });

  test.skipIf(!phpOnThePath())("passes php -l (skipped where no php is on the PATH)", async () => {
    expect((await Promise.all(phpFiles().map(lint))).filter((said) => said !== "")).toEqual([]);
  });

  test("is strict, stands in our namespace, and does nothing when it is asked for directly", () => {
    const wanting = [...files].filter(([path, tokens]) => {
      const text = code(tokens)
        .map((token) => token.text)
        .join(" ");
      const guard = path === "uninstall.php" ? "WP_UNINSTALL_PLUGIN" : "ABSPATH";
      const own = path === "uninstall.php" || text.includes("namespace Vafa ;");
      return !(
        text.includes("declare ( strict_types = 1 ) ;") &&
        own &&
        text.includes(`defined ( '${guard}' ) || exit ;`)
      );
    });
    expect(wanting.map(([path]) => path)).toEqual([]);
  });

  test("keeps to what PHP 8.0 has", () => {
    const newer = everywhere((path, tokens) => {
      const plain = code(tokens);
      const text = plain.map((token) => token.text).join(" ");
      const words = plain.filter(({ name }) =>
        ["T_READONLY", "T_ENUM", "T_AMPERSAND_FOLLOWED_BY_VAR_OR_VARARG"].includes(name),
      );
      const shapes = [/\( \.\.\. \)/, /: never\b/, /\b0o\d/i, /= new /, /final const/].filter((shape) =>
        shape.test(text.replace(/\$\w+ = new /g, "")),
      );
      return [
        ...words.map((word) => `${path}: ${word.text}`),
        ...shapes.map((shape) => `${path}: ${shape.source}`),
      ];
    });
    expect(newer).toEqual([]);
    expect(
      calls([
        "array_is_list",
        "enum_exists",
        "fsync",
        "json_validate",
        "mb_str_pad",
        "array_find",
        "ini_parse_quantity",
      ]),
    ).toEqual([]);
  });
});

describe("output", () => {
  const ESCAPED = new Set(["esc_html", "esc_attr", "esc_url", "esc_html__", "esc_attr__", "wp_kses_post"]);
  const isEscaped = (tokens: readonly PhpToken[]): boolean => {
    const [first] = callsIn(tokens);
    const whole = first && tokens[0]?.text === first.name && first.arguments.length + 3 === tokens.length;
    return (
      Boolean(whole && ESCAPED.has(first.name)) ||
      (tokens.length === 1 && tokens[0]?.name === "T_CONSTANT_ENCAPSED_STRING")
    );
  };
  /** One escaped text, or a choice between such. */
  const isSafe = (tokens: readonly PhpToken[]): boolean => {
    const choice = tokens.findIndex(({ name }) => name === "?");
    const other = tokens.findIndex(({ name }, index) => index > choice && name === ":");
    return (
      isEscaped(tokens) ||
      (choice > 0 && isEscaped(tokens.slice(choice + 1, other)) && isEscaped(tokens.slice(other + 1)))
    );
  };

  test("is escaped in every echo", () => {
    let seen = 0;
    const bare = everywhere((path, tokens) => {
      const plain = code(tokens);
      return plain.flatMap(({ name, line }, index) => {
        if (name !== "T_ECHO") return [];
        seen += 1;
        const end = plain.findIndex(
          (one, at) => at > index && (one.name === ";" || one.name === "T_CLOSE_TAG"),
        );
        return isSafe(plain.slice(index + 1, end)) ? [] : [`${path}:${line}`];
      });
    });
    expect(bare).toEqual([]);
    expect(seen).toBeGreaterThan(60);
  });

  test("has no other way out", () => {
    const ways = everywhere((path, tokens) =>
      tokens
        .filter(({ name }) => ["T_PRINT", "T_OPEN_TAG_WITH_ECHO", "T_EVAL"].includes(name))
        .map(({ line }) => `${path}:${line}`),
    );
    expect(ways).toEqual([]);
    expect(
      calls(["printf", "vprintf", "_e", "print_r", "var_dump", "var_export", "error_log", "die"]),
    ).toEqual([]);
  });

  test("of a filter is escaped part by part: HTML is put together in two functions, and passes wp_kses_post where it is printed", () => {
    for (const name of ["hint_html", "thanks_html"]) {
      const text = named(name)
        .body.map((token) => token.text)
        .join(" ");
      expect(text).toContain("esc_html");
      const printed = everywhere((_, tokens) =>
        callsIn(tokens).filter((call) => call.name === "wp_kses_post" && call.arguments[0]?.text === name),
      );
      expect(printed.length).toBe(calls([name]).length);
    }
  });

  test("has no script and no style within a page", () => {
    const inline = everywhere((path, tokens) =>
      tokens
        .filter(({ text }) => /<script|<style|\son\w+=|\sstyle=/i.test(text))
        .map(({ line }) => `${path}:${line}`),
    );
    expect(inline).toEqual([]);
  });
});

describe("forms", () => {
  test("that post have a nonce", () => {
    const forms = functions.flatMap(({ path, name, body }) => {
      const text = body.map((token) => token.text).join(" ");
      const posts = text.match(/<form[^>]*method="post"/g)?.length ?? 0;
      const nonces = text.match(/show_form_head \( |wp_nonce_field \( /g)?.length ?? 0;
      return posts > 0 ? [{ where: `${path} ${name}`, posts, nonces }] : [];
    });
    expect(forms.length).toBeGreaterThan(6);
    for (const { where, posts, nonces } of forms) expect(nonces, where).toBe(posts);
    const head = named("show_form_head")
      .body.map((token) => token.text)
      .join(" ");
    expect(head).toContain("wp_create_nonce ( DEED_NONCE )");
  });

  test("are read by who checked their nonce, and by nobody else", () => {
    const readers = functions.filter(({ body }) =>
      body.some(({ text }) => text === "$_POST" || text === "$_REQUEST"),
    );
    expect(readers.map(({ name }) => name).sort()).toEqual(["handle_deed", "posted", "send_to_connect"]);
    expect(calling(named("handle_deed"), ["wp_verify_nonce"])).toBe(true);
    expect(calling(named("send_to_connect"), ["check_admin_referer"])).toBe(true);
    // `posted` reads for `do_deed` alone, and that is called once: where the nonce was right.
    expect(functions.filter((one) => calling(one, ["posted"])).map(({ name }) => name)).toEqual(["do_deed"]);
    expect(functions.filter((one) => calling(one, ["do_deed"])).map(({ name }) => name)).toEqual([
      "handle_deed",
    ]);
    const text = named("handle_deed")
      .body.map((token) => token.text)
      .join(" ");
    expect(text).toMatch(
      /if \( ! is_user_logged_in \( \) \|\| ! wp_verify_nonce \(.*\) \) \{.*\} else \{ do_deed/,
    );
  });
});

describe("the admin", () => {
  test("asks for a capability on every page, every action and every route", () => {
    const RIGHTS = ["current_user_can", "staff_role"];
    const hooked = calls(["add_action"]).flatMap(({ arguments: [hook, , , , callback] }) => {
      const name = /'(wp_ajax_|admin_post_|admin_notices)/.test(hook?.text ?? "")
        ? callback?.text.match(/\\\\(\w+)'/)?.[1]
        : undefined;
      return name === undefined ? [] : [name];
    });
    expect(hooked.sort()).toEqual(["answer_token", "send_to_connect", "show_unreached"]);
    for (const name of [...hooked, "show_admin_page", "may_manage"])
      expect(calling(named(name), RIGHTS), name).toBe(true);
    expect(calls(["add_submenu_page"]).length).toBe(1);
    expect(
      everywhere((_, tokens) => tokens.filter(({ text }) => /wp_ajax_nopriv|__return_true/.test(text))),
    ).toEqual([]);
    const routes = named("register_routes")
      .body.map((token) => token.text)
      .join(" ");
    expect(routes.match(/'callback' =>/g)?.length).toBe(4);
    expect(routes.match(/'permission_callback' => \$allowed/g)?.length).toBe(4);
  });

  test("checks a nonce before it hands out a token", () => {
    expect(calling(named("answer_token"), ["check_ajax_referer"])).toBe(true);
  });
});

describe("what it touches", () => {
  test("is WordPress's own functions: no query of its own, no file, no process, no request but one", () => {
    const text = everywhere((path, tokens) => tokens.filter(({ text }) => text === "$wpdb").map(() => path));
    expect(text).toEqual([]);
    expect(
      calls([
        "file_get_contents",
        "file_put_contents",
        "fopen",
        "curl_init",
        "exec",
        "system",
        "unserialize",
        "extract",
        "base64_decode",
        "call_user_func",
      ]),
    ).toEqual([]);
    const requests = everywhere((path, tokens) =>
      callsIn(tokens)
        .filter(({ name }) => /^wp_(safe_)?remote_(get|post|request|head)$/.test(name))
        .map(() => path),
    );
    expect(requests).toEqual(["includes/server.php"]);
  });

  test("is never the secret in a page: it goes into the token's signature and nowhere else", () => {
    const readers = functions
      .filter(({ body }) => body.some(({ text }) => text === "'secret'"))
      .map(({ name }) => name);
    expect(readers.sort()).toEqual([
      "connection",
      "keep_connection",
      "shopper_token",
      "staff_token",
      "take_connection",
    ]);
  });

  test("of texts is in the domain vafa, with a word for translators where something is filled in", () => {
    const texts = calls(["__", "esc_html__", "esc_html_e", "esc_attr__", "esc_attr_e", "_x", "_n"]);
    expect(texts.length).toBeGreaterThan(80);
    expect(texts.filter((call) => call.arguments.at(-1)?.text !== "'vafa'")).toEqual([]);
    const silent = texts.filter(({ path, line, arguments: [text] }) => {
      const near = files
        .get(path)
        ?.filter((token) => token.name === "T_COMMENT" && token.line <= line && token.line >= line - 8);
      return (
        /%(\d\$)?s/.test(text?.text ?? "") && !near?.some((comment) => comment.text.includes("translators:"))
      );
    });
    expect(silent.map(({ path, line }) => `${path}:${line}`)).toEqual([]);
  });
});
