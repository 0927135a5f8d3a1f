package dev.gander.bootstrap.logs;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.TraceContext;
import dev.gander.domain.observe.Trail;
import dev.gander.json.jackson.JsonText;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// Writes a record as an object on one line: `{time, level, logger, message}`, and where they apply
/// `request`, `session`, `turn`, `trace_id`, `span_id`, `error` (its type) and `stack`.
final class JsonLine extends Formatter {
  private final UnaryOperator<String> discreet;

  /// @param discreet hides secrets
  JsonLine(UnaryOperator<String> discreet) {
    this.discreet = discreet;
  }

  @Override
  public String format(LogRecord record) {
    Trail trail = Trail.current();
    JsonObject.Builder line =
        JsonObject.builder()
            .put("time", record.getInstant().truncatedTo(ChronoUnit.MICROS).toString())
            .put("level", LogLine.name(record.getLevel()))
            .put("logger", String.valueOf(record.getLoggerName()))
            .put("message", discreet.apply(formatMessage(record)))
            .putTextIfPresent("request", trail.request())
            .putTextIfPresent("session", trail.session())
            .putTextIfPresent("turn", trail.turn())
            .putTextIfPresent("trace_id", trail.trace().map(TraceContext::trace).orElse(null))
            .putTextIfPresent("span_id", trail.trace().map(TraceContext::span).orElse(null));
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      line.put("error", thrown.getClass().getName())
          .put("stack", discreet.apply(LogLine.trace(thrown)).stripTrailing());
    }
    return JsonText.write(line.build()) + System.lineSeparator();
  }
}
