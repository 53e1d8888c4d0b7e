/** Puts the stand-ins where the extension expects Shopify's elements; each one only once per page. */
import { Button } from "./button";
import { Banner, Progress, Spinner } from "./feedback";
import { Divider, Grid, Section, Stack } from "./layout";
import { NumberField } from "./number-field";
import { Badge, Heading, Link, Paragraph, SkeletonParagraph, Text } from "./words";

export const STAND_INS: Readonly<Record<string, CustomElementConstructor>> = {
  "s-badge": Badge,
  "s-banner": Banner,
  "s-button": Button,
  "s-divider": Divider,
  "s-grid": Grid,
  "s-heading": Heading,
  "s-link": Link,
  "s-number-field": NumberField,
  "s-paragraph": Paragraph,
  "s-progress": Progress,
  "s-section": Section,
  "s-skeleton-paragraph": SkeletonParagraph,
  "s-spinner": Spinner,
  "s-stack": Stack,
  "s-text": Text,
};

export function defineStandIns(): void {
  for (const [name, element] of Object.entries(STAND_INS)) {
    if (!customElements.get(name)) customElements.define(name, element);
  }
}
