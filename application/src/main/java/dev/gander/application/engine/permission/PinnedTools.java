package dev.gander.application.engine.permission;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.permission.ToolPin;
import dev.gander.domain.permission.ToolPins;
import dev.gander.domain.tool.HiddenText;
import dev.gander.domain.tool.Tool;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;

/// Makes "always allow" mean the tool that the user saw: it counts as long as the tool says the
/// same about itself. What was allowed before there were pins is pinned at first sight.
public final class PinnedTools {
  private static final System.Logger LOG = System.getLogger(PinnedTools.class.getName());

  /// In characters, of each text of a question.
  private static final int LONGEST_SHOWN = 1_500;

  /// How much of the common beginning is shown of texts that are too long.
  private static final int CONTEXT = 200;

  private final ToolPins pins;
  private final Function<Json, String> json;

  /// @param json writes a value as text
  public PinnedTools(ToolPins pins, Function<Json, String> json) {
    this.pins = pins;
    this.json = json;
  }

  /// Why a tool that the user always allows needs a new decision, with both texts; empty if it is
  /// what it was. Pins that cannot be read or written vouch for nothing.
  Optional<String> objection(Tool tool) {
    ToolPin now = ToolPin.of(tool, json);
    try {
      ToolPin then = pins.keep(tool.name(), now);
      return then.isOfSameToolAs(now) ? Optional.empty() : Optional.of(changed(tool, then, now));
    } catch (StorageException e) {
      return Optional.of(unknown(tool.name(), e));
    }
  }

  /// A server may answer calls of a tool that it does not list, but then nobody knows what it is.
  Optional<String> objectionToUnlisted(String tool) {
    try {
      return pins.all().containsKey(tool)
          ? Optional.of(
              HiddenText.visible(tool)
                  + " is not listed any more by its extension. You always allowed it when it was.")
          : Optional.empty();
    } catch (StorageException e) {
      return Optional.of(unknown(tool, e));
    }
  }

  private static String unknown(String tool, StorageException e) {
    LOG.log(Level.WARNING, "the pin of tool " + tool + " does not count", e);
    return "You always allow "
        + HiddenText.visible(tool)
        + ", but whether it is still the tool that you allowed is unknown: "
        + e.text();
  }

  /// From now on the tool is what it says now.
  void pin(Tool tool) {
    try {
      pins.replace(tool.name(), ToolPin.of(tool, json));
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "tool " + tool.name() + " could not be pinned", e);
    }
  }

  private static String changed(Tool tool, ToolPin then, ToolPin now) {
    StringBuilder text = new StringBuilder();
    text.append(HiddenText.visible(tool.name()))
        .append(
            " is not the tool any more that you always allow: its extension has changed what it")
        .append(" says about it.");
    append(text, "Description", then.description(), now.description());
    append(text, "Arguments", then.schema(), now.schema());
    if (then.description().equals(now.description()) && then.schema().equals(now.schema())) {
      text.append("\n\nThe first ")
          .append(ToolPin.MOST_KEPT)
          .append(" characters, which are kept, are the same.");
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String what, String then, String now) {
    if (!then.equals(now)) {
      int same = 0;
      while (same < Math.min(then.length(), now.length())
          && then.charAt(same) == now.charAt(same)) {
        same++;
      }
      text.append("\n\n").append(what).append(" when you allowed it:\n").append(part(then, same));
      text.append("\n\n").append(what).append(" now:\n").append(part(now, same));
    }
  }

  /// The whole text, or what surrounds the first difference.
  private static String part(String text, int difference) {
    if (text.isEmpty()) {
      return "(none)";
    }
    if (text.length() <= LONGEST_SHOWN) {
      return HiddenText.visible(text);
    }
    int from = Math.max(0, difference - CONTEXT);
    int to = Math.min(text.length(), from + LONGEST_SHOWN);
    return (from > 0 ? "…" : "")
        + HiddenText.visible(text.substring(from, to))
        + (to < text.length() ? "…" : "");
  }
}
