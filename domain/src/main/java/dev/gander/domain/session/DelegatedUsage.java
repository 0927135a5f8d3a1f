package dev.gander.domain.session;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.TokenUsage;
import org.jspecify.annotations.Nullable;

/// What the sub-agents of a session have used. It stands beside the session's own counts, which are
/// those of its own calls as in goosed, in `delegated.v0` of its extension data.
///
/// @param tasks how many have ended
/// @param cost in US dollars; null if unknown
public record DelegatedUsage(long tasks, TokenUsage tokens, @Nullable Double cost) {
  public static final String MEMBER = "delegated.v0";

  private static final DelegatedUsage NONE = new DelegatedUsage(0, TokenUsage.UNKNOWN, null);

  /// Of a session that has not delegated anything, nothing. So for a member of another shape.
  public static DelegatedUsage in(JsonObject extensionData) {
    return extensionData.object(MEMBER).map(DelegatedUsage::read).orElse(NONE);
  }

  private static DelegatedUsage read(JsonObject member) {
    try {
      JsonFields fields = JsonFields.of(member);
      return new DelegatedUsage(
          fields.integer("tasks"),
          TokenUsage.readSum(fields),
          fields.optional("cost", JsonFields::asDouble));
    } catch (InvalidShape _) {
      return NONE;
    }
  }

  /// Adds a sub-agent that has ended.
  public DelegatedUsage plus(TokenState child) {
    return new DelegatedUsage(
        tasks + 1, tokens.plus(child.accumulated()), sum(cost, child.accumulatedCost()));
  }

  /// Adds the price of other work.
  public @Nullable Double costWith(@Nullable Double own) {
    return sum(own, cost);
  }

  private static @Nullable Double sum(@Nullable Double a, @Nullable Double b) {
    if (a == null) {
      return b;
    }
    return b == null ? a : Double.valueOf(a + b);
  }

  /// The data with this member; everything else stays.
  public JsonObject writtenTo(JsonObject extensionData) {
    JsonObject.Builder member = JsonObject.builder().put("tasks", Json.of(tasks));
    return extensionData.with(
        MEMBER, member.putAll(tokens.toJson()).putOrNull("cost", cost).build());
  }
}
