package dev.gander.application.model;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.config.GoosedVersion;
import dev.gander.domain.error.InvalidInput;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The user's choice of a lead model, as in goosed up to 1.28. Newer versions ignore these settings
/// and leave them in place, so they only apply if the behaviour of such an old version is
/// requested.
///
/// @param provider null for the session's own
/// @param contextLimit of the lead in tokens; null for the default
/// @param workerContextLimit of the session's own model while it is led
record LeadSettings(
    String model,
    @Nullable String provider,
    @Nullable Integer contextLimit,
    @Nullable Integer workerContextLimit,
    LeadModel.Rules rules) {
  private static final System.Logger LOG = System.getLogger(LeadSettings.class.getName());
  private static final String MODEL = "GOOSE_LEAD_MODEL";

  /// Empty if there is no lead.
  ///
  /// @throws InvalidInput if a setting has the wrong type; the message names it
  static Optional<LeadSettings> read(TypedSettings settings) {
    Optional<String> model = text(settings, MODEL);
    if (model.isEmpty()) {
      return Optional.empty();
    }
    boolean isKnown =
        GoosedVersion.in(settings.settings())
            .filter(version -> version.isBefore(1, 29))
            .isPresent();
    if (!isKnown) {
      LOG.log(
          Level.INFO,
          "{0} is left aside, as by goosed since 1.29; {1}=1.28 makes it count",
          MODEL,
          GoosedVersion.SETTING);
      return Optional.empty();
    }
    return model.map(name -> read(settings, name));
  }

  private static LeadSettings read(TypedSettings settings, String model) {
    return new LeadSettings(
        model,
        text(settings, "GOOSE_LEAD_PROVIDER").orElse(null),
        limit(settings, "GOOSE_LEAD_CONTEXT_LIMIT"),
        limit(settings, "GOOSE_WORKER_CONTEXT_LIMIT"),
        new LeadModel.Rules(
            count(settings, "GOOSE_LEAD_TURNS", 3),
            count(settings, "GOOSE_LEAD_FAILURE_THRESHOLD", 2),
            count(settings, "GOOSE_LEAD_FALLBACK_TURNS", 2)));
  }

  private static Optional<String> text(TypedSettings settings, String key) {
    return settings.text(key).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static long count(TypedSettings settings, String key, long usual) {
    return settings.positive(key).orElse(usual);
  }

  private static @Nullable Integer limit(TypedSettings settings, String key) {
    OptionalLong limit = settings.positive(key);
    return limit.isPresent() ? Integer.valueOf(Math.toIntExact(limit.getAsLong())) : null;
  }
}
