/// Traces in the protocol of OpenTelemetry. A plug-in: users of the port find it as a service.
module dev.gander.adapters.traces {
  requires dev.gander.domain;
  requires io.opentelemetry.api;
  requires io.opentelemetry.context;
  requires io.opentelemetry.exporter.otlp;
  requires io.opentelemetry.sdk.common;
  requires io.opentelemetry.sdk.trace;
  // OpenTelemetry's are automatic modules: what they need must be named here.
  requires java.logging;
  requires java.net.http;
  requires static org.jspecify;

  provides dev.gander.domain.observe.TracesFactory with
      dev.gander.adapters.traces.OtlpTraces;
}
