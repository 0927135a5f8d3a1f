package dev.gander.domain.permission;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// What a user wants tool calls to be reviewed for (`adversary.md`, 1.36): a line `tools: NAME,
/// NAME` before a line `---` says which tools, the rest is rules in the user's own words.
///
/// @param tools public names of the tools whose calls are reviewed
/// @param rules empty if the user wrote none: the reviewer's own apply
public record AdversaryRules(Set<String> tools, String rules) {
  private static final Set<String> USUAL_TOOLS =
      Set.of("shell", "computercontroller__automation_script");
  private static final String TOOLS = "tools:";
  private static final String END_OF_HEAD = "---";

  public AdversaryRules {
    tools = Set.copyOf(tools);
  }

  /// Whether the calls of this tool are reviewed unless the user says otherwise.
  public static boolean isUsual(String tool) {
    return USUAL_TOOLS.contains(tool);
  }

  public static AdversaryRules parse(String text) {
    String[] lines = text.lines().toArray(String[]::new);
    int begin = lines.length > 0 && lines[0].strip().equals(END_OF_HEAD) ? 1 : 0;
    for (int i = begin; i < lines.length; i++) {
      if (lines[i].strip().equals(END_OF_HEAD)) {
        return new AdversaryRules(
            tools(Arrays.copyOfRange(lines, begin, i)), joined(lines, i + 1, lines.length));
      }
    }
    return new AdversaryRules(USUAL_TOOLS, joined(lines, begin, lines.length));
  }

  private static Set<String> tools(String[] head) {
    Set<String> named =
        Arrays.stream(head)
            .map(String::strip)
            .filter(line -> line.startsWith(TOOLS))
            .flatMap(line -> Arrays.stream(line.substring(TOOLS.length()).split("[\\s,\\[\\]]+")))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    return named.isEmpty() ? USUAL_TOOLS : named;
  }

  private static String joined(String[] lines, int from, int to) {
    return String.join("\n", Arrays.copyOfRange(lines, from, to)).strip();
  }
}
