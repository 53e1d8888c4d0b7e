/** Members: all of them, newest first, and finding one among a million. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { Empty } from "../../components/empty";
import { Pager } from "../../components/pager";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { MemberTable } from "./member-table";
import { readMemberPage, wishOf } from "./members.server";
import { SearchForm } from "./search-form";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("members.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  return readMemberPage(staff, wishOf(new URL(request.url)));
}

export default function Members() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  const path = useAppPath();
  const address = (query: { after?: string; before?: string }) =>
    path("/app/members", { q: page.query, ...query });
  return (
    <Page title={t("members.title")}>
      <Card>
        <BlockStack gap="400">
          <SearchForm query={page.query} key={page.query} />
          {page.members.length > 0 ? <MemberTable page={page} /> : <NoMembers query={page.query} />}
          <Pager
            label={t("members.title")}
            newer={page.newer && address({ before: page.newer })}
            older={page.older && address({ after: page.older })}
          />
        </BlockStack>
      </Card>
    </Page>
  );
}

function NoMembers({ query }: { query: string }) {
  const { t } = useTranslator();
  const path = useAppPath();
  if (query !== "") {
    return (
      <Empty title={t("members.none.title", { query })}>
        <Text as="p" tone="subdued">
          {t("members.none.text")}
        </Text>
      </Empty>
    );
  }
  return (
    <Empty
      title={t("home.empty.title")}
      action={{ content: t("home.step.import.action"), url: path("/app/import") }}
    >
      <Text as="p" tone="subdued">
        {t("home.empty.text")}
      </Text>
    </Empty>
  );
}
