package dev.gander.adapters.bundled.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The notes of a category: blocks between blank lines. A block that begins with a line of `#` has
/// its tags there.
record Notes(List<String> blocks) {
  private static final Pattern BLANK_LINE = Pattern.compile("\n\n");
  private static final String UNTAGGED = "untagged";

  static Notes parse(String text) {
    return new Notes(
        BLANK_LINE
            .splitAsStream(text.replace("\r\n", "\n"))
            .filter(block -> !block.isBlank())
            .toList());
  }

  /// A block as it is appended to a file.
  static String block(String data, List<String> tags) {
    String head = tags.isEmpty() ? "" : "# " + String.join(" ", tags) + "\n";
    return head + data + "\n\n";
  }

  /// The lines by their tags. Of several blocks with the same tags the last one counts.
  Map<String, List<String>> byTags() {
    Map<String, List<String>> notes = new TreeMap<>();
    for (String block : blocks) {
      List<String> lines = Arrays.asList(block.strip().split("\n"));
      if (lines.getFirst().startsWith("#")) {
        notes.put(tags(lines.getFirst()), lines.subList(1, lines.size()));
      } else {
        notes.computeIfAbsent(UNTAGGED, _ -> new ArrayList<>()).addAll(lines);
      }
    }
    return notes;
  }

  private static String tags(String line) {
    return String.join(" ", line.substring(1).strip().split("\\s+"));
  }

  Notes without(String text) {
    return new Notes(blocks.stream().filter(block -> !block.contains(text)).toList());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    blocks.forEach(block -> text.append(block.strip()).append("\n\n"));
    return text.toString();
  }
}
