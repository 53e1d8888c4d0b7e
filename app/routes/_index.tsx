/** The public front page: what Vafa is, and where a merchant who came without Shopify's help logs in. */
import { type LinksFunction, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import landingStyles from "../components/landing.css?url";
import { createTranslator, resolveLocale } from "../i18n";
import { locales, ownNameOf } from "../i18n/locales";
import type { MessageKey } from "../i18n/translator";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: landingStyles }];

const spoken = [
  "app.name",
  "landing.title",
  "landing.text",
  "landing.point.exact",
  "landing.point.explained",
  "landing.point.quick",
  "landing.shop",
  "landing.shop.help",
  "landing.login",
  "landing.woocommerce",
  "nav.language",
] as const satisfies readonly MessageKey[];

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  // Shopify opens the app's own address with the shop in it: that is for the admin.
  if (searchParams.has("shop")) throw redirect(`/app?${searchParams}`);
  const locale = resolveLocale(searchParams.get("locale"));
  const { t } = createTranslator(locale);
  const texts = Object.fromEntries(spoken.map((key) => [key, t(key)]));
  return { locale, texts };
}

export const meta = () => [{ title: "Vafa (وفا)" }];

export default function Landing() {
  const { locale, texts } = useLoaderData<typeof loader>();
  return (
    <main className="landing">
      <p className="landing-name">{texts["app.name"]}</p>
      <h1>{texts["landing.title"]}</h1>
      <p>{texts["landing.text"]}</p>
      <ul>
        {(["exact", "explained", "quick"] as const).map((point) => (
          <li key={point}>{texts[`landing.point.${point}`]}</li>
        ))}
      </ul>
      <Form method="get" action="/auth/login">
        <label>
          {texts["landing.shop"]}
          <input
            type="text"
            name="shop"
            dir="ltr"
            autoComplete="on"
            spellCheck={false}
            aria-describedby="shop-help"
          />
        </label>
        <p id="shop-help">{texts["landing.shop.help"]}</p>
        <button type="submit">{texts["landing.login"]}</button>
      </Form>
      <p>
        <a href={`/woocommerce/connect?locale=${locale}`}>{texts["landing.woocommerce"]}</a>
      </p>
      <nav aria-label={texts["nav.language"]}>
        {locales.map((other) => (
          <a
            key={other}
            href={`/?locale=${other}`}
            lang={other}
            aria-current={other === locale ? "true" : undefined}
          >
            {ownNameOf(other)}
          </a>
        ))}
      </nav>
    </main>
  );
}
