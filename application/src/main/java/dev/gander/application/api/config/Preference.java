package dev.gander.application.api.config;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonString;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A setting that clients show on a page of their own, under a name that is not that of its key.
public enum Preference {
  AUTO_COMPACT_THRESHOLD("autoCompactThreshold", "GOOSE_AUTO_COMPACT_THRESHOLD") {
    @Override
    Json checked(Json value) {
      if (!(value instanceof JsonNumber number)) {
        throw new InvalidInput(wireName() + " must be a number");
      }
      double threshold = number.doubleValue();
      if (!(threshold > 0 && threshold <= 1)) {
        throw new InvalidInput(wireName() + " must be greater than 0 and at most 1");
      }
      return value;
    }
  },
  THINKING_EFFORT("gooseThinkingEffort", "GOOSE_THINKING_EFFORT") {
    @Override
    Json checked(Json value) {
      String effort = text(value);
      String lower = effort.toLowerCase(Locale.ROOT);
      if (!EFFORTS.contains(lower)) {
        throw new InvalidInput(
            "Invalid " + wireName() + ": unknown thinking effort: '" + effort + "'");
      }
      return Json.of(lower);
    }
  },
  AUTO_SUBMIT_PHRASES("voiceAutoSubmitPhrases", "VOICE_AUTO_SUBMIT_PHRASES") {
    @Override
    Json checked(Json value) {
      return Json.of(text(value));
    }
  },
  DICTATION_PROVIDER("voiceDictationProvider", "VOICE_DICTATION_PROVIDER") {
    @Override
    Json checked(Json value) {
      return Json.of(text(value));
    }
  },
  MICROPHONE("voiceDictationPreferredMic", "VOICE_DICTATION_PREFERRED_MIC") {
    @Override
    Json checked(Json value) {
      if (text(value).isEmpty()) {
        throw new InvalidInput(wireName() + " must be non-empty");
      }
      return value;
    }
  };

  private static final List<String> EFFORTS = List.of("off", "low", "medium", "high", "max");

  private final String wireName;
  private final String key;

  Preference(String wireName, String key) {
    this.wireName = wireName;
    this.key = key;
  }

  public static Optional<Preference> find(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findFirst();
  }

  public String wireName() {
    return wireName;
  }

  /// The key in the settings.
  String key() {
    return key;
  }

  /// The value to store.
  ///
  /// @throws InvalidInput if it is not allowed
  abstract Json checked(Json value);

  String text(Json value) {
    if (value instanceof JsonString(String text)) {
      return text;
    }
    throw new InvalidInput(wireName + " must be a string");
  }
}
