package dev.gander.application.lookup;

import dev.gander.domain.source.Source;
import java.util.List;

/// The list of skills in the system prompt. A long one is cut: every request to the model carries
/// it.
final class SkillList {
  private static final int LONGEST_DESCRIPTION = 1_024;
  private static final int LONGEST = 32_768;

  private SkillList() {}

  static String of(List<Source> skills) {
    if (skills.isEmpty()) {
      return "There are no skills at present.";
    }
    StringBuilder text =
        new StringBuilder(
            "A skill is a set of instructions for a kind of job. Before you begin a job that one of"
                + " these is about, load it with load_skill and follow it:\n\n");
    List<String> lines = skills.stream().map(SkillList::line).sorted().toList();
    int shown = 0;
    while (shown < lines.size() && text.length() + lines.get(shown).length() < LONGEST) {
      text.append(lines.get(shown)).append('\n');
      shown++;
    }
    if (shown < lines.size()) {
      text.append("… and ").append(lines.size() - shown).append(" more, which have no room here\n");
    }
    return text.toString();
  }

  private static String line(Source skill) {
    String description = skill.description().strip().replaceAll("\\s+", " ");
    return "• " + skill.name() + " - " + cut(description);
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_DESCRIPTION
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_DESCRIPTION)) + "…";
  }
}
