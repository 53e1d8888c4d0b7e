/**
 * Traces, where an operator has configured a collector (`OTEL_EXPORTER_OTLP_ENDPOINT`, as OpenTelemetry names it); else a span costs nothing and the SDK is not
 * even loaded. Attributes are ids of ours and never a person, a key or an address.
 */
import { type Attributes, SpanStatusCode, trace } from "@opentelemetry/api";
import { tracingEnv } from "./env.server";

const tracer = trace.getTracer("vafa");

/** Runs work as a span of its own, below the one that is open. */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      // The error's own words may hold what a store or a person wrote; its kind is enough to look in the log.
      const kind = error instanceof Error ? error.name : "unknown";
      span.setStatus({ code: SpanStatusCode.ERROR, message: kind });
      throw error;
    } finally {
      span.end();
    }
  });
}

/**
 * A request as a span, around whatever `next` begins. @returns what ends it with the status that was answered.
 */
export function requestSpan(name: string, next: () => void): (status: number) => void {
  return tracer.startActiveSpan(name, (span) => {
    next();
    return (status: number) => {
      span.setAttribute("http.response.status_code", status);
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    };
  });
}

/** @returns what ends it and sends what is left; null where nothing is configured. */
export async function startTracing(): Promise<(() => Promise<void>) | null> {
  const { endpoint, service } = tracingEnv();
  if (endpoint === null) return null;
  const { NodeTracerProvider, BatchSpanProcessor } = await import("@opentelemetry/sdk-trace-node");
  const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-http");
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces` });
  const provider = new NodeTracerProvider({
    spanProcessors: [new BatchSpanProcessor(exporter)],
    ...(await resourceOf(service)),
  });
  provider.register();
  return async () => {
    await provider.shutdown();
    trace.disable();
  };
}

async function resourceOf(service: string) {
  const { resourceFromAttributes } = await import("@opentelemetry/resources");
  return { resource: resourceFromAttributes({ "service.name": service }) };
}
