package dev.gander.adapters.traces;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// OpenTelemetry's variables, as its specification reads them: an empty one is not set, and what
/// cannot be understood is told and counts as not set.
final class TraceSettings {
  private static final String OTLP = "OTEL_EXPORTER_OTLP_";
  private static final String TRACES = OTLP + "TRACES_";
  private static final String USUAL_ENDPOINT = "http://localhost:4318/v1/traces";

  private final Map<String, String> variables;
  private final Consumer<String> problems;

  TraceSettings(Map<String, String> variables, Consumer<String> problems) {
    this.variables = variables;
    this.problems = problems;
    otlp("PROTOCOL")
        .filter(protocol -> !protocol.equals("http/protobuf"))
        .ifPresent(
            protocol ->
                problems.accept(
                    "OTEL_EXPORTER_OTLP_PROTOCOL `"
                        + protocol
                        + "` is not spoken here; traces are sent by http/protobuf"));
  }

  private Optional<String> find(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(it -> !it.isEmpty());
  }

  /// The variable for traces, or else the one for all signals.
  private Optional<String> otlp(String name) {
    return find(TRACES + name).or(() -> find(OTLP + name));
  }

  private <T> T read(String name, Optional<String> text, T usual, Function<String, T> reader) {
    if (text.isEmpty()) {
      return usual;
    }
    try {
      return reader.apply(text.get());
    } catch (IllegalArgumentException _) {
      problems.accept(name + " cannot be understood: " + text.get());
      return usual;
    }
  }

  String endpoint() {
    Optional<String> traces = find(TRACES + "ENDPOINT");
    Optional<String> all =
        traces.or(() -> find(OTLP + "ENDPOINT").map(base -> withoutSlash(base) + "/v1/traces"));
    return read(OTLP + "ENDPOINT", all, USUAL_ENDPOINT, TraceSettings::address);
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  private static String address(String text) {
    URI address = URI.create(text);
    boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!isHttp || address.getHost() == null) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  Map<String, String> headers() {
    return read(OTLP + "HEADERS", otlp("HEADERS"), Map.of(), TraceSettings::pairs);
  }

  /// `a=1,b=2`, with what is special percent-encoded.
  private static Map<String, String> pairs(String list) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String item : List.of(list.split(","))) {
      int equals = item.indexOf('=');
      if (equals <= 0 && !item.isBlank()) {
        throw new IllegalArgumentException(item);
      }
      if (equals > 0) {
        pairs.put(item.substring(0, equals).strip(), decoded(item.substring(equals + 1).strip()));
      }
    }
    return pairs;
  }

  private static String decoded(String value) {
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  Duration timeout() {
    return read(OTLP + "TIMEOUT", otlp("TIMEOUT"), Duration.ofSeconds(10), TraceSettings::millis);
  }

  Duration delay() {
    String name = "OTEL_BSP_SCHEDULE_DELAY";
    return read(name, find(name), Duration.ofSeconds(5), TraceSettings::millis);
  }

  private static Duration millis(String text) {
    long millis = Long.parseLong(text);
    if (millis <= 0) {
      throw new IllegalArgumentException(text);
    }
    return Duration.ofMillis(millis);
  }

  String compression() {
    return read(
        OTLP + "COMPRESSION",
        otlp("COMPRESSION"),
        "gzip",
        text ->
            switch (text) {
              case "gzip", "none" -> text;
              case String other -> throw new IllegalArgumentException(other);
            });
  }

  Optional<String> certificate() {
    return otlp("CERTIFICATE");
  }

  Map<String, String> resource() {
    String name = "OTEL_RESOURCE_ATTRIBUTES";
    Map<String, String> all =
        new LinkedHashMap<>(read(name, find(name), Map.of(), TraceSettings::pairs));
    find("OTEL_SERVICE_NAME").ifPresent(service -> all.put("service.name", service));
    return all;
  }

  Sampler sampler() {
    String name = "OTEL_TRACES_SAMPLER";
    Sampler usual = Sampler.parentBased(Sampler.alwaysOn());
    return read(
        name,
        find(name),
        usual,
        text ->
            switch (text) {
              case "always_on" -> Sampler.alwaysOn();
              case "always_off" -> Sampler.alwaysOff();
              case "traceidratio" -> Sampler.traceIdRatioBased(ratio());
              case "parentbased_always_on" -> usual;
              case "parentbased_always_off" -> Sampler.parentBased(Sampler.alwaysOff());
              case "parentbased_traceidratio" ->
                  Sampler.parentBased(Sampler.traceIdRatioBased(ratio()));
              case String other -> throw new IllegalArgumentException(other);
            });
  }

  private double ratio() {
    String name = "OTEL_TRACES_SAMPLER_ARG";
    return read(
        name,
        find(name),
        1.0,
        text -> {
          double ratio = Double.parseDouble(text);
          if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException(text);
          }
          return ratio;
        });
  }

  /// Whether the user wants what was said in traces.
  boolean contents() {
    return find("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT")
        .filter(text -> text.equalsIgnoreCase("true"))
        .isPresent();
  }
}
