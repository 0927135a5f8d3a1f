package dev.gander.adapters.persistence.journal;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonFields;
import dev.gander.json.jackson.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.Set;

/// What has to be known of a segment before its events are wanted.
///
/// @param newest the number of its last event; that before its first if it has none
/// @param begun the turns that begin in it
/// @param ended the turns that end in it
record SegmentSummary(long newest, Set<String> begun, Set<String> ended) {
  private static final String BEGIN = "{\"begin\":";
  private static final String END = "{\"end\":";

  static SegmentSummary of(SegmentFile segment) throws IOException {
    long newest = segment.after();
    Set<String> begun = new LinkedHashSet<>();
    Set<String> ended = new LinkedHashSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(segment.path()), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(BEGIN)) {
          String request = request(line, "begin");
          begun.add(request);
          ended.remove(request);
        } else if (line.startsWith(END)) {
          ended.add(request(line, "end"));
        } else if (line.endsWith("}")) {
          newest = Math.max(newest, SegmentReading.number(line));
        }
      }
    }
    return new SegmentSummary(newest, begun, ended);
  }

  /// Empty if the line was cut off: there is no such turn.
  private static String request(String line, String member) {
    try {
      return JsonFields.of(JsonText.parse(line)).text(member);
    } catch (InvalidInput _) {
      return "";
    }
  }
}
