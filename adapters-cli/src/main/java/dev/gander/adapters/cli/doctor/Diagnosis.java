package dev.gander.adapters.cli.doctor;

import dev.gander.domain.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What was found out.
///
/// @param subject what was looked at, in a word or two
/// @param remedy what to do; null if nothing is to be done
record Diagnosis(Grade grade, String subject, String text, @Nullable String remedy) {
  enum Grade {
    GOOD,
    DOUBTFUL,
    WRONG
  }

  static Diagnosis good(String subject, String text) {
    return new Diagnosis(Grade.GOOD, subject, text, null);
  }

  static Diagnosis doubtful(String subject, String text, String remedy) {
    return new Diagnosis(Grade.DOUBTFUL, subject, text, remedy);
  }

  static Diagnosis wrong(String subject, String text, String remedy) {
    return new Diagnosis(Grade.WRONG, subject, text, remedy);
  }

  JsonObject json() {
    return JsonObject.builder()
        .put("subject", subject)
        .put("grade", grade.name().toLowerCase(Locale.ROOT))
        .put("text", text)
        .putOrNull("remedy", remedy)
        .build();
  }
}
