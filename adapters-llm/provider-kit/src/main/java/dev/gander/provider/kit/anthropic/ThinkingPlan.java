package dev.gander.provider.kit.anthropic;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.wire.Effort;
import dev.gander.provider.kit.wire.FamilyName;
import dev.gander.provider.kit.wire.ReasoningName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much a Claude model should think: not at all, with a token budget, or as it sees fit with an
/// effort (models since Opus and Sonnet 4.6). The budget leaves room for the answer within
/// `max_tokens`; there is no thinking if there is no room for 1,024 tokens of it, or if the model
/// is known not to reason (goosed 1.39).
public record ThinkingPlan(Kind kind, Effort effort, long budget) {
  public enum Kind {
    /// Switched off, or the model cannot think.
    OFF,

    /// Not requested, or there is no room for it.
    NONE,
    ENABLED,
    ADAPTIVE
  }

  private static final ThinkingPlan OFF = new ThinkingPlan(Kind.OFF, Effort.OFF, 0);
  private static final ThinkingPlan NONE = new ThinkingPlan(Kind.NONE, Effort.OFF, 0);
  private static final long SMALLEST = 1024;
  private static final Pattern VERSION =
      Pattern.compile("claude-(?:opus|sonnet)-([0-9]{1,2})(?:[-.]([0-9]{1,2}))?(?:$|[^0-9].*)");

  static ThinkingPlan of(
      ModelConfig model, ProviderSettings settings, MessagesDialect dialect, long maxTokens) {
    Optional<Effort> asked = Effort.of(model, settings);
    Optional<Long> budget = budget(model, settings);
    if (!FamilyName.contains(model.modelName(), "claude")) {
      if (dialect.preservesContext()) {
        return enabled(asked.filter(e -> e != Effort.OFF).orElse(Effort.HIGH), budget, maxTokens);
      }
      return asked.equals(Optional.of(Effort.OFF)) ? OFF : NONE;
    }
    Optional<Effort> effort = asked.or(() -> olderSettings(settings));
    if (effort.equals(Optional.of(Effort.OFF)) || !ReasoningName.reasons(model)) {
      return OFF;
    }
    if (effort.isEmpty() && budget.isEmpty()) {
      return NONE;
    }
    return effort.isPresent() && isAdaptive(model.modelName())
        ? new ThinkingPlan(Kind.ADAPTIVE, effort.get(), 0)
        : enabled(effort.orElse(Effort.HIGH), budget, maxTokens);
  }

  /// For a service without a dialect of its own.
  ///
  /// @param maxTokens the limit that includes the budget
  public static ThinkingPlan of(ModelConfig model, ProviderSettings settings, long maxTokens) {
    return of(model, settings, MessagesDialect.ANTHROPIC, maxTokens);
  }

  /// Whether the model is asked to think.
  public boolean thinks() {
    return kind == Kind.ENABLED || kind == Kind.ADAPTIVE;
  }

  /// @param keepsThinking whether earlier thoughts stay in the service's context
  public void write(JsonObject.Builder body, boolean keepsThinking) {
    switch (kind) {
      case OFF, NONE -> {}
      case ENABLED -> {
        JsonObject.Builder thinking =
            JsonObject.builder().put("type", "enabled").put("budget_tokens", budget);
        if (keepsThinking) {
          thinking.put("clear_thinking", false);
        }
        body.put("thinking", thinking.build());
      }
      case ADAPTIVE -> {
        body.put("thinking", JsonObject.of("type", Json.of("adaptive")));
        body.put("output_config", JsonObject.of("effort", Json.of(effort.word())));
      }
    }
  }

  private static ThinkingPlan enabled(Effort effort, Optional<Long> given, long maxTokens) {
    long wanted = given.orElseGet(() -> usualBudget(effort));
    long budget = Math.min(wanted, maxTokens - SMALLEST);
    return budget < SMALLEST ? NONE : new ThinkingPlan(Kind.ENABLED, effort, budget);
  }

  private static long usualBudget(Effort effort) {
    return switch (effort) {
      case OFF -> SMALLEST;
      case LOW -> 4000;
      case MEDIUM -> 10_000;
      case HIGH -> 16_000;
      case MAX -> 32_000;
    };
  }

  /// The settings from before there was one for all models (1.26; 1.36 still reads them).
  private static Optional<Effort> olderSettings(ProviderSettings settings) {
    String type = settings.setting("CLAUDE_THINKING_TYPE").orElse("").strip();
    boolean enabled =
        settings.setting("CLAUDE_THINKING_ENABLED").filter(ThinkingPlan::isYes).isPresent();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "disabled" -> Optional.of(Effort.OFF);
      case "adaptive", "enabled" -> Optional.of(olderEffort(settings));
      default -> enabled ? Optional.of(olderEffort(settings)) : Optional.empty();
    };
  }

  private static Effort olderEffort(ProviderSettings settings) {
    return settings.setting("CLAUDE_THINKING_EFFORT").flatMap(Effort::parse).orElse(Effort.HIGH);
  }

  private static boolean isYes(String text) {
    return !text.strip().matches("(?i)|0|false|no|off");
  }

  private static Optional<Long> budget(ModelConfig model, ProviderSettings settings) {
    JsonObject params = model.requestParams() == null ? JsonObject.EMPTY : model.requestParams();
    if (params.get("budget_tokens") instanceof JsonNumber number && number.integer().isPresent()) {
      return Optional.of(Math.max(SMALLEST, number.integer().getAsLong()));
    }
    return List.of("ANTHROPIC_THINKING_BUDGET", "CLAUDE_THINKING_BUDGET").stream()
        .flatMap(key -> settings.setting(key).stream())
        .filter(text -> text.strip().matches("[0-9]{1,9}"))
        .map(text -> Math.max(SMALLEST, Long.parseLong(text.strip())))
        .findFirst();
  }

  private static boolean isAdaptive(String name) {
    String model = name.toLowerCase(Locale.ROOT);
    Matcher version = VERSION.matcher(model.substring(Math.max(0, model.indexOf("claude-"))));
    if (!version.matches()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    int minor = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
    return major > 4 || (major == 4 && minor >= 6);
  }
}
