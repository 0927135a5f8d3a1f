package dev.gander.adapters.traces;

import dev.gander.domain.observe.ServerExchange;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/// Requests to MCP servers, in the words of the conventions for MCP. A tool call has its span
/// already, which gets what is to be said; other requests get a span of their own. The id of an MCP
/// session is in none of them, since whoever has it can speak in its name, nor are addresses of
/// resources, which tell what was read.
///
/// @param inToolCall whether the spans around are those of tool calls
record ServerSpans(Tracer tracer, boolean inToolCall) {
  private static final Pattern CODE = Pattern.compile("-?\\d+");

  void tell(Span around, ServerExchange exchange) {
    if (inToolCall && exchange.isToolCall()) {
      around.setAllAttributes(attributes(exchange));
    } else {
      add(around, exchange);
    }
  }

  private void add(Span around, ServerExchange exchange) {
    Instant end = Instant.now();
    Duration lasting = exchange.lasting();
    Span span =
        tracer
            .spanBuilder((exchange.method() + " " + exchange.subject()).strip())
            .setSpanKind(SpanKind.CLIENT)
            .setParent(Context.root().with(around))
            .setAllAttributes(attributes(exchange))
            .setStartTimestamp(end.minus(lasting.isNegative() ? Duration.ZERO : lasting))
            .startSpan();
    exchange
        .error()
        .ifPresent(kind -> span.setAttribute("error.type", kind).setStatus(StatusCode.ERROR, kind));
    span.end(end);
  }

  private static Attributes attributes(ServerExchange exchange) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put("mcp.method.name", exchange.method());
    attributes.put("jsonrpc.request.id", Long.toString(exchange.id()));
    if (!exchange.version().isEmpty()) {
      attributes.put("mcp.protocol.version", exchange.version());
    }
    if (exchange.method().equals("prompts/get")) {
      attributes.put("gen_ai.prompt.name", exchange.subject());
    }
    attributes.put("network.transport", exchange.server().isPresent() ? "tcp" : "pipe");
    exchange
        .server()
        .ifPresent(
            server -> {
              attributes.put("network.protocol.name", "http");
              attributes.put("server.address", server.getHostString());
              attributes.put("server.port", server.getPort());
            });
    exchange
        .error()
        .filter(CODE.asMatchPredicate())
        .ifPresent(code -> attributes.put("rpc.response.status_code", code));
    return attributes.build();
  }
}
