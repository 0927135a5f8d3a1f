package dev.gander.adapters.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.MetricsFactory;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.Trail;
import dev.gander.testkit.observe.ObserverContract;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusMetricsTest implements ObserverContract {
  private static final Path FILES = Path.of("../contrib/observability");
  private static final Pattern NAME =
      Pattern.compile("\\b(?:gen_ai|gander|http_server|db_client|jvm|process|system)_[a-z_]+");

  private final Observer observer = start(null);

  private static Observer start(InetSocketAddress address) {
    return new PrometheusMetrics()
        .start(
            new MetricsFactory.Plan(
                address, "1.2.3", name -> name.equals("aws_bedrock") ? "aws.bedrock" : name));
  }

  @Override
  public Observer observer() {
    return observer;
  }

  @AfterEach
  void close() {
    observer.close();
  }

  private List<String> lines(String begin) {
    return observer
        .measures("")
        .orElseThrow()
        .text()
        .lines()
        .filter(line -> line.startsWith(begin))
        .toList();
  }

  /// A little of everything.
  private void work() {
    Observed turn = observer.begin(TURN);
    Observed call = observer.begin(new Activity.ModelCall("aws_bedrock", "small", "s"));
    call.answers();
    call.answers();
    call.retried();
    call.used("small-2", TokenUsage.of(7L, 2L, null).withCache(3L, null), OptionalDouble.of(0.25));
    call.end();
    call.end("failed", Optional.of("late"));
    Observed tool = observer.begin(TOOL);
    tool.end("failed", Optional.of("tool_error"));
    turn.end();
    observer.note(new Occurrence.Served("GET", "get_session", 404, Duration.ofMillis(3)));
    observer.note(new Occurrence.Served("BREW", "-", 405, Duration.ofMillis(3)));
    observer.note(
        new Occurrence.Stored("sqlite", "sessions.db", true, false, Duration.ofMillis(2)));
    observer.note(new Occurrence.Stored("postgresql", "gander", true, false, Duration.ofMillis(2)));
    for (Gauge gauge : Gauge.values()) {
      observer.watch(gauge, () -> 4);
    }
  }

  @Test
  void workOnADatabaseNamesItsKind() {
    work();

    String name = "db_client_operation_duration_seconds_count";
    assertEquals(
        List.of("postgresql", "sqlite"),
        lines(name).stream()
            .map(line -> line.replaceAll(".*db_system_name=\"(\\w+)\".*", "$1"))
            .sorted()
            .toList());
  }

  @Test
  void callsOfModelsAreCountedByTheConventions() {
    work();

    String labels =
        "{gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"aws.bedrock\","
            + "gen_ai_request_model=\"small\",";
    String usage = "gen_ai_client_inference_usage_";
    String text = labels + "gen_ai_token_modality=\"text\"} ";
    assertEquals(
        List.of(usage + "input_tokens_total" + text + "7.0"), lines(usage + "input_tokens_total"));
    assertEquals(
        List.of(usage + "output_tokens_total" + text + "2.0"),
        lines(usage + "output_tokens_total"));
    assertEquals(
        List.of(usage + "cache_read_input_tokens_total" + text + "3.0"),
        lines(usage + "cache_read_input_tokens_total"));
    assertEquals(
        List.of(
            "gander_inference_cost_total{currency=\"USD\",gen_ai_operation_name=\"chat\","
                + "gen_ai_provider_name=\"aws.bedrock\",gen_ai_request_model=\"small\"} 0.25"),
        lines("gander_inference_cost_total"));
    assertEquals(1, lines("gander_inference_retries_total").size());
    List<String> durations = lines("gen_ai_client_inference_duration_seconds_count");
    assertEquals(1, durations.size());
    assertTrue(durations.getFirst().contains("gander_outcome=\"done\""), durations::toString);
    assertTrue(durations.getFirst().endsWith(" 1"), durations::toString);
    assertEquals(1, lines("gen_ai_client_inference_time_to_first_chunk_seconds_count").size());
  }

  private void calls(Activity.Turn turn, int models, int tools) {
    Observed begun = observer.begin(turn);
    Trail.current()
        .in(turn, begun)
        .run(
            () -> {
              for (int i = 0; i < models; i++) {
                Observed call = observer.begin(CALL);
                for (int j = 0; i == 0 && j < tools; j++) {
                  Trail.current().in(call).run(() -> observer.begin(TOOL).end());
                }
                call.end();
              }
            });
    begun.end();
    Trail.current().in(turn, begun).run(() -> observer.begin(CALL).end());
    begun.end();
  }

  @Test
  void callsOfEachTurnAreCountedToItsEnd() {
    calls(TURN, 3, 2);
    calls(new Activity.Turn(TURN.session(), "turn-2"), 1, 0);
    observer.begin(TOOL).end();

    String labels = "{gen_ai_operation_name=\"invoke_agent\"} ";
    String models = "gen_ai_invoke_agent_inference_calls";
    String tools = "gen_ai_invoke_agent_tool_calls";
    assertEquals(List.of(models + "_sum" + labels + "4.0"), lines(models + "_sum"));
    assertEquals(List.of(models + "_count" + labels + "2"), lines(models + "_count"));
    assertEquals(List.of(tools + "_sum" + labels + "2.0"), lines(tools + "_sum"));
    assertEquals(
        List.of("1", "2"),
        lines(tools + "_bucket").stream()
            .filter(line -> line.contains("le=\"0.5\"") || line.contains("le=\"2.0\""))
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .toList());
  }

  @Test
  void routesAreNamesAndStrangeMethodsAreOne() {
    work();

    List<String> served = lines("http_server_request_duration_seconds_count");
    assertEquals(2, served.size());
    assertTrue(
        served.stream()
            .anyMatch(
                line ->
                    line.contains("http_request_method=\"_OTHER\"")
                        && line.contains("http_route=\"-\"")),
        served::toString);
  }

  @Test
  void whatModelsAndUsersNameIsBounded() {
    for (int at = 0; at < 1000; at++) {
      observer.begin(new Activity.ToolCall("tool" + at, "c")).end();
      observer.begin(new Activity.ModelCall("p" + at, "m" + at, "s")).end();
    }
    observer.begin(new Activity.ToolCall("x".repeat(10_000), "c")).end();

    List<String> tools = lines("gen_ai_execute_tool_duration_seconds_count");
    assertEquals(201, tools.size());
    assertEquals(
        1, tools.stream().filter(line -> line.contains("gen_ai_tool_name=\"other\"")).count());
    assertTrue(lines("gen_ai_client_inference_duration_seconds_count").size() <= 102);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*/*", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5"})
  void theFormIsOpenMetrics(String accept) {
    Observer.Measures measures = observer.measures(accept).orElseThrow();

    assertTrue(measures.type().startsWith("application/openmetrics-text"), measures.type());
    assertTrue(measures.text().endsWith("# EOF\n"));
  }

  @Test
  void olderReadersGetPlainText() {
    Observer.Measures measures = observer.measures("text/plain").orElseThrow();

    assertTrue(measures.type().startsWith("text/plain"), measures.type());
    assertFalse(measures.text().endsWith("# EOF\n"));
  }

  @Test
  void aPortOfItsOwnShowsMeasuresAndNothingElse() throws Exception {
    int port = freePort();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Observer open = start(address);
    assertEquals(200, send(port, "GET", "/metrics").getResponseCode());
    try (InputStream body = send(port, "GET", "/metrics").getInputStream()) {
      assertTrue(new String(body.readAllBytes(), UTF_8).contains("gander_build"));
    }
    assertEquals(404, send(port, "GET", "/").getResponseCode());
    assertEquals(404, send(port, "GET", "/metrics/x").getResponseCode());
    assertEquals(405, send(port, "POST", "/metrics").getResponseCode());
    open.close();
    assertThrows(IOException.class, () -> send(port, "GET", "/metrics").getResponseCode());
  }

  @Test
  void anAddressThatIsTakenKeepsNothingElseFromWorking() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Observer other =
          start(new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()));
      other.begin(TURN).end();

      assertTrue(other.measures("").orElseThrow().text().contains("gen_ai_invoke_agent"));
      other.close();
    }
  }

  /// The dashboard and the alerts would show nothing, and say nothing, after a change of names.
  @Test
  void everyNameInTheFilesIsThere() throws IOException {
    work();
    String scrape = observer.measures("").orElseThrow().text();
    Set<String> known =
        Pattern.compile("^([a-z_]+)[{ ]", Pattern.MULTILINE)
            .matcher(scrape)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    known.addAll(labels(scrape));
    Set<String> missing = new TreeSet<>();
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.toList()) {
        NAME.matcher(Files.readString(file)).results().forEach(found -> missing.add(found.group()));
      }
    }
    assertTrue(missing.size() > 10, () -> "found only " + missing);
    missing.removeAll(known);

    assertEquals(Set.of(), missing);
  }

  private static Set<String> labels(String scrape) {
    return Pattern.compile("[{,]([a-z_]+)=")
        .matcher(scrape)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static HttpURLConnection send(int port, String method, String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod(method);
    return connection;
  }
}
