/** The app and its installation in this shop. */
import { gid } from "../../state/ids";
import { APP_ID, type InstallationRow } from "../../state/store";
import type { ApiNode } from "../connection";
import { parseScopes } from "../scopes";
import { metafieldFields } from "./metafield";
import type { World } from "./world";

const scopeNodes = (scope: string): ApiNode[] =>
  parseScopes(scope).map((handle) => ({ handle, description: handle.replaceAll("_", " ") }));

export function installationNode(world: World, installation: InstallationRow): ApiNode {
  const id = gid("AppInstallation", installation.id);
  return {
    __typename: "AppInstallation",
    id,
    accessScopes: () => scopeNodes(installation.scope),
    activeSubscriptions: [],
    app: () => appNode(world),
    launchUrl: `https://${world.shop.domain}/admin/apps/vafa`,
    uninstallUrl: null,
    ...metafieldFields(world, id),
  };
}

export function appNode(world: World): ApiNode {
  return {
    __typename: "App",
    id: gid("App", APP_ID),
    apiKey: world.apiKey,
    handle: "vafa",
    title: "Vafa",
    developerName: "Vafa",
    embedded: true,
    published: false,
    shopifyDeveloped: false,
    webhookApiVersion: "2026-07",
    installation: () => {
      const installation = world.store.installation(world.shop.domain);
      return installation === null ? null : installationNode(world, installation);
    },
  };
}
