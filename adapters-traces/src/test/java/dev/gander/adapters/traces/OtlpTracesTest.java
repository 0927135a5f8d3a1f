package dev.gander.adapters.traces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.observe.Observer.Saying;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.ServerExchange;
import dev.gander.domain.observe.TraceContext;
import dev.gander.domain.observe.TracesFactory;
import dev.gander.domain.observe.Trail;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.observe.ObserverContract;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpTracesTest implements ObserverContract {
  private static final TraceContext ORIGIN =
      new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");
  private TraceReceiver receiver;
  private Observer observer;

  @BeforeEach
  void start() throws IOException {
    receiver = new TraceReceiver();
    observer = start(Map.of());
  }

  private Observer start(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.putIfAbsent("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.address() + "/");
    return new OtlpTraces()
        .start(
            new TracesFactory.Plan(
                variables, "1.2.3", name -> "x." + name, text -> text.replace("hush", "***")));
  }

  @Override
  public Observer observer() {
    return observer;
  }

  @AfterEach
  void close() {
    observer.close();
    receiver.close();
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  /// A turn with everything in it, which goes on with another program's trace.
  private void turn(Observer told, TraceContext origin) {
    Trail request = Trail.ofRequest("r", Optional.of(origin));
    Observed turn = request.call(() -> told.begin(TURN));
    request
        .in(TURN, turn)
        .run(
            () -> {
              Observed call = told.begin(new Activity.ModelCall("acme", "small", "s1"));
              call.answers();
              call.used(
                  "small-2",
                  TokenUsage.of(7L, 2L, null).withCache(3L, null),
                  OptionalDouble.of(0.25));
              call.content(Saying.INPUT_MESSAGES, "[\"hush\"]");
              call.end();
              told.begin(TOOL).end("failed", Optional.of("tool_error"));
              told.note(
                  new Occurrence.Stored(
                      "postgresql", "sessions.db", true, false, Duration.ofMillis(2)));
            });
    turn.end();
    told.note(new Occurrence.Stored("sqlite", "gander.db", false, false, Duration.ofMillis(2)));
    told.note(new Occurrence.Served("GET", "status", 200, Duration.ofMillis(2)));
  }

  @Test
  void aTurnIsATree() {
    turn(observer, ORIGIN);
    observer.close();

    assertEquals(
        List.of(
            "chat small",
            "execute_tool developer__shell",
            "invoke_agent goose",
            "write sessions.db"),
        receiver.names());
    Span turn = receiver.span("invoke_agent goose");
    assertEquals(ORIGIN.trace(), hex(turn.getTraceId()));
    assertEquals(ORIGIN.span(), hex(turn.getParentSpanId()));
    for (String name :
        List.of("chat small", "execute_tool developer__shell", "write sessions.db")) {
      Span inner = receiver.span(name);
      assertEquals(turn.getTraceId(), inner.getTraceId());
      assertEquals(turn.getSpanId(), inner.getParentSpanId());
    }
    assertEquals(
        "postgresql",
        TraceReceiver.attributes(receiver.span("write sessions.db")).get("db.system.name"));
  }

  @Test
  void aRequestOfHttpIsAroundItsTurn() {
    Observed request =
        Trail.ofRequest("r", Optional.of(ORIGIN)).call(() -> observer.begin(REQUEST));
    Trail.current().in(request).run(() -> observer.begin(TURN).end());
    Trail.current().in(request).run(() -> observer.begin(new Activity.ToolCall("t", "")).end());
    request.end("503", Optional.of("503"));
    observer.close();

    Span span = receiver.span("POST reply");
    assertEquals(Span.SpanKind.SPAN_KIND_SERVER, span.getKind());
    assertEquals(ORIGIN.span(), hex(span.getParentSpanId()));
    assertEquals(span.getSpanId(), receiver.span("invoke_agent goose").getParentSpanId());
    assertEquals(
        Map.of(
            "http.request.method", "POST",
            "http.route", "reply",
            "http.response.status_code", "503",
            "error.type", "503"),
        TraceReceiver.attributes(span));
    assertNull(
        TraceReceiver.attributes(receiver.span("execute_tool t")).get("gen_ai.tool.call.id"));
  }

  @Test
  void spansSayWhatTheConventionsAskFor() {
    turn(observer, ORIGIN);
    observer.close();

    Span chat = receiver.span("chat small");
    Map<String, String> said = new HashMap<>(TraceReceiver.attributes(chat));
    assertTrue(Double.parseDouble(said.remove("gen_ai.response.time_to_first_chunk")) >= 0);
    assertEquals(
        Map.ofEntries(
            Map.entry("gen_ai.operation.name", "chat"),
            Map.entry("gen_ai.provider.name", "x.acme"),
            Map.entry("gen_ai.request.model", "small"),
            Map.entry("gen_ai.response.model", "small-2"),
            Map.entry("gen_ai.conversation.id", "s1"),
            Map.entry("gen_ai.usage.input_tokens", "7"),
            Map.entry("gen_ai.usage.output_tokens", "2"),
            Map.entry("gen_ai.usage.cache_read.input_tokens", "3"),
            Map.entry("gander.inference.cost", "0.25"),
            Map.entry("gander.outcome", "done")),
        said);
    assertEquals(Span.SpanKind.SPAN_KIND_CLIENT, chat.getKind());
    Span tool = receiver.span("execute_tool developer__shell");
    assertEquals(Status.StatusCode.STATUS_CODE_ERROR, tool.getStatus().getCode());
    assertEquals("tool_error", TraceReceiver.attributes(tool).get("error.type"));
    assertEquals("call-1", TraceReceiver.attributes(tool).get("gen_ai.tool.call.id"));
  }

  private static ServerExchange exchange(
      String method, String subject, Optional<InetSocketAddress> server, Optional<String> error) {
    Duration lasting = Duration.ofMillis(3);
    return new ServerExchange(method, subject, 7, "2025-11-25", server, lasting, error);
  }

  /// A tool call has a span of its own; one of its request beside it would tell the same twice.
  @Test
  void theRequestOfAToolCallIsToldInItsSpan() {
    Observed tool = observer.begin(TOOL);
    Optional<InetSocketAddress> server =
        Optional.of(InetSocketAddress.createUnresolved("crm.example", 443));
    tool.asked(exchange("tools/call", "shell", server, Optional.of("-32000")));
    tool.end("failed", Optional.of("call_failed"));
    observer.close();

    assertEquals(List.of("execute_tool developer__shell"), receiver.names());
    assertEquals(
        Map.ofEntries(
            Map.entry("gen_ai.operation.name", "execute_tool"),
            Map.entry("gen_ai.tool.name", "developer__shell"),
            Map.entry("gen_ai.tool.call.id", "call-1"),
            Map.entry("gen_ai.tool.type", "function"),
            Map.entry("mcp.method.name", "tools/call"),
            Map.entry("mcp.protocol.version", "2025-11-25"),
            Map.entry("jsonrpc.request.id", "7"),
            Map.entry("rpc.response.status_code", "-32000"),
            Map.entry("network.transport", "tcp"),
            Map.entry("network.protocol.name", "http"),
            Map.entry("server.address", "crm.example"),
            Map.entry("server.port", "443"),
            Map.entry("error.type", "call_failed"),
            Map.entry("gander.outcome", "failed")),
        TraceReceiver.attributes(receiver.span("execute_tool developer__shell")));
  }

  @Test
  void otherRequestsToServersHaveSpansInside() {
    Observed turn = observer.begin(TURN);
    turn.asked(exchange("tools/list", "", Optional.empty(), Optional.empty()));
    turn.asked(exchange("prompts/get", "greet", Optional.empty(), Optional.of("timeout")));
    turn.asked(exchange("tools/call", "shell", Optional.empty(), Optional.empty()));
    Observed tool = observer.begin(TOOL);
    tool.asked(exchange("resources/read", "", Optional.empty(), Optional.empty()));
    tool.end();
    turn.end();
    observer.close();

    assertEquals(
        List.of(
            "execute_tool developer__shell",
            "invoke_agent goose",
            "prompts/get greet",
            "resources/read",
            "tools/call shell",
            "tools/list"),
        receiver.names());
    Span prompt = receiver.span("prompts/get greet");
    assertEquals(Span.SpanKind.SPAN_KIND_CLIENT, prompt.getKind());
    assertEquals(receiver.span("invoke_agent goose").getSpanId(), prompt.getParentSpanId());
    assertEquals(
        receiver.span("execute_tool developer__shell").getSpanId(),
        receiver.span("resources/read").getParentSpanId());
    assertEquals(Status.StatusCode.STATUS_CODE_ERROR, prompt.getStatus().getCode());
    assertEquals(
        Duration.ofMillis(3).toNanos(),
        prompt.getEndTimeUnixNano() - prompt.getStartTimeUnixNano());
    assertEquals(
        Map.of(
            "mcp.method.name", "prompts/get",
            "mcp.protocol.version", "2025-11-25",
            "jsonrpc.request.id", "7",
            "gen_ai.prompt.name", "greet",
            "network.transport", "pipe",
            "error.type", "timeout"),
        TraceReceiver.attributes(prompt));
  }

  @Test
  void contentsAreSentOnlyIfAskedForAndWithoutSecrets() {
    assertFalse(observer.begin(CALL).wantsContents());

    Observer curious = start(Map.of("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "True"));
    assertTrue(curious.begin(CALL).wantsContents());
    turn(curious, ORIGIN);
    curious.close();

    assertEquals(
        "[\"***\"]",
        TraceReceiver.attributes(receiver.span("chat small")).get("gen_ai.input.messages"));
  }

  @Test
  void theUsualVariablesCount() {
    Observer other =
        start(
            Map.of(
                "OTEL_SERVICE_NAME", "geese",
                "OTEL_RESOURCE_ATTRIBUTES", "service.name=no,deployment.environment.name=a%20b",
                "OTEL_EXPORTER_OTLP_HEADERS", "x-key=1%3D2",
                "OTEL_EXPORTER_OTLP_COMPRESSION", "none"));
    turn(other, ORIGIN);
    other.close();

    Map<String, String> resource = receiver.resources().getFirst();
    assertEquals("geese", resource.get("service.name"));
    assertEquals("1.2.3", resource.get("service.version"));
    assertEquals("a b", resource.get("deployment.environment.name"));
    assertEquals("1=2", receiver.keys().getFirst());
  }

  @Test
  void aTraceThatIsNotRecordedGoesOnAsSuch() {
    TraceContext unrecorded = new TraceContext(ORIGIN.trace(), ORIGIN.span(), "00");
    Observed turn = Trail.ofRequest("r", Optional.of(unrecorded)).call(() -> observer.begin(TURN));

    assertEquals("00", turn.trace().orElseThrow().flags());
    assertEquals(ORIGIN.trace(), turn.trace().orElseThrow().trace());
    turn.end();
    observer.close();
    assertEquals(List.of(), receiver.names());
  }

  @Test
  void samplersAreChosenByName() {
    Observer none = start(Map.of("OTEL_TRACES_SAMPLER", "always_off"));
    turn(none, ORIGIN);
    none.close();
    assertEquals(List.of(), receiver.names());

    Observer all =
        start(Map.of("OTEL_TRACES_SAMPLER", "traceidratio", "OTEL_TRACES_SAMPLER_ARG", "1.0"));
    turn(all, new TraceContext(ORIGIN.trace(), ORIGIN.span(), "00"));
    all.close();
    assertEquals(4, receiver.names().size());
  }

  /// A receiver that is away must not keep the server from ending.
  @Test
  void withoutAReceiverTheEndIsInTime() {
    receiver.close();
    turn(observer, ORIGIN);
    long begun = System.nanoTime();

    observer.close();

    long lasting = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    assertTrue(lasting < 8_000, () -> lasting + " ms");
  }

  @Test
  void mistakesAreToldAndCountAsNotSet() {
    List<String> problems = new ArrayList<>();
    TraceSettings settings =
        new TraceSettings(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317",
                "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc",
                "OTEL_EXPORTER_OTLP_TIMEOUT", "-1",
                "OTEL_EXPORTER_OTLP_HEADERS", "nonsense",
                "OTEL_TRACES_SAMPLER", "some",
                "OTEL_BSP_SCHEDULE_DELAY", " "),
            problems::add);

    assertEquals("http://localhost:4318/v1/traces", settings.endpoint());
    assertEquals(Duration.ofSeconds(10), settings.timeout());
    assertEquals(Duration.ofSeconds(5), settings.delay());
    assertEquals(Map.of(), settings.headers());
    assertTrue(settings.sampler().getDescription().startsWith("ParentBased"));
    assertEquals(5, problems.size(), problems::toString);
  }

  @Test
  void anAddressForTracesIsTakenAsItIs() {
    TraceSettings settings =
        new TraceSettings(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:4318",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://traces/here"),
            problem -> {
              throw new AssertionError(problem);
            });

    assertEquals("https://traces/here", settings.endpoint());
  }

  /// An interrupt ends the client's own thread, as an error there would.
  @Test
  void anHttpClientThatDiedIsReplaced() throws InterruptedException {
    Observer told =
        start(Map.of("OTEL_BSP_SCHEDULE_DELAY", "20", "OTEL_EXPORTER_OTLP_TIMEOUT", "2000"));
    turn(told, ORIGIN);
    Eventually.holds(() -> receiver.names().contains("invoke_agent goose"));

    List<Thread> clients =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
            .toList();
    assertFalse(clients.isEmpty());
    for (Thread client : clients) {
      client.interrupt();
      client.join();
    }

    int before = receiver.names().size();
    Eventually.holds(
        () -> {
          turn(told, ORIGIN);
          return receiver.names().size() > before;
        });
    told.close();
  }
}
