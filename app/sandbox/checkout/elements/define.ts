/** Puts the stand-ins where the extension expects Shopify's elements; each one only once per page. */
import { Button } from "./button";
import { Banner, Progress, Spinner } from "./feedback";
import { Checkbox, EmailField, Select, SelectOption, TextArea, TextField } from "./fields";
import { Divider, Grid, Section, Stack } from "./layout";
import { NumberField } from "./number-field";
import { AdminAction, AdminBlock, ClipboardItem, listenToCommands, Page } from "./page";
import { Badge, Heading, Link, Paragraph, SkeletonParagraph, Text } from "./words";

export const STAND_INS: Readonly<Record<string, CustomElementConstructor>> = {
  "s-admin-action": AdminAction,
  "s-admin-block": AdminBlock,
  "s-badge": Badge,
  "s-banner": Banner,
  "s-button": Button,
  "s-checkbox": Checkbox,
  "s-clipboard-item": ClipboardItem,
  "s-divider": Divider,
  "s-email-field": EmailField,
  "s-grid": Grid,
  "s-heading": Heading,
  "s-link": Link,
  "s-number-field": NumberField,
  "s-option": SelectOption,
  "s-page": Page,
  "s-paragraph": Paragraph,
  "s-progress": Progress,
  "s-section": Section,
  "s-select": Select,
  "s-skeleton-paragraph": SkeletonParagraph,
  "s-spinner": Spinner,
  "s-stack": Stack,
  "s-text": Text,
  "s-text-area": TextArea,
  "s-text-field": TextField,
};

export function defineStandIns(): void {
  listenToCommands();
  for (const [name, element] of Object.entries(STAND_INS)) {
    if (!customElements.get(name)) customElements.define(name, element);
  }
}
