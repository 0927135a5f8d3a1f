package dev.gander.domain.model;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// Token counts of one model call, or sums of them; null is unknown, as opposed to 0. JSON form:
/// `{input_tokens, output_tokens, total_tokens, cache_read_input_tokens,
/// cache_write_input_tokens}`, with nulls.
public record TokenUsage(
    @Nullable Long input,
    @Nullable Long output,
    @Nullable Long total,
    @Nullable Long cacheRead,
    @Nullable Long cacheWrite) {
  public static final TokenUsage UNKNOWN = new TokenUsage(null, null, null, null, null);

  /// Counts as reported by a service; the total is the reported one, else the sum of the known
  /// counts.
  public static TokenUsage of(@Nullable Long input, @Nullable Long output, @Nullable Long total) {
    return new TokenUsage(input, output, total == null ? sum(input, output) : total, null, null);
  }

  public TokenUsage withCache(@Nullable Long read, @Nullable Long write) {
    return new TokenUsage(input, output, total, read, write);
  }

  /// Adds field by field: unknown plus unknown stays unknown, otherwise unknown counts as 0.
  public TokenUsage plus(TokenUsage more) {
    return new TokenUsage(
        sum(input, more.input),
        sum(output, more.output),
        sum(total, more.total),
        sum(cacheRead, more.cacheRead),
        sum(cacheWrite, more.cacheWrite));
  }

  public JsonObject toJson() {
    return JsonObject.builder()
        .putOrNull("input_tokens", input)
        .putOrNull("output_tokens", output)
        .putOrNull("total_tokens", total)
        .putOrNull("cache_read_input_tokens", cacheRead)
        .putOrNull("cache_write_input_tokens", cacheWrite)
        .build();
  }

  /// Members may be missing.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if a count is not a 32-bit integer
  public static TokenUsage read(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new TokenUsage(
        count(fields, "input_tokens"),
        count(fields, "output_tokens"),
        count(fields, "total_tokens"),
        count(fields, "cache_read_input_tokens"),
        count(fields, "cache_write_input_tokens"));
  }

  /// Sums of many agents outgrow the 32 bits of a session's own counts.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if a count is not an integer
  public static TokenUsage readSum(JsonFields fields) {
    return new TokenUsage(
        fields.optional("input_tokens", JsonFields::asLong),
        fields.optional("output_tokens", JsonFields::asLong),
        fields.optional("total_tokens", JsonFields::asLong),
        fields.optional("cache_read_input_tokens", JsonFields::asLong),
        fields.optional("cache_write_input_tokens", JsonFields::asLong));
  }

  /// Takes away what had been used before, as far as both are known.
  public TokenUsage minus(TokenUsage before) {
    return new TokenUsage(
        rest(input, before.input),
        rest(output, before.output),
        rest(total, before.total),
        rest(cacheRead, before.cacheRead),
        rest(cacheWrite, before.cacheWrite));
  }

  private static @Nullable Long rest(@Nullable Long all, @Nullable Long before) {
    return all == null || before == null ? all : Long.valueOf(all - before);
  }

  /// goose counts tokens in 32 bits.
  public static @Nullable Long count(JsonFields fields, String name) {
    return fields.optional(name, value -> (long) JsonFields.asInt(value));
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    if (a == null) {
      return b;
    }
    return b == null ? a : Long.valueOf(a + b);
  }
}
