package dev.gander.adapters.cli.help;

import dev.gander.adapters.cli.help.CommandText.Entry;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The answer to `--help`, for terminals of any width: picocli's own needs 55 columns.
public final class HelpPage {
  static final int USUAL = 80;

  /// Of the narrowest terminal for which the launcher has pages.
  static final int NARROW = 40;

  private static final int WIDEST = 100;
  private static final int NARROWEST = 20;

  /// Below this width an explanation is put under what it explains.
  private static final int TWO_COLUMNS = 60;

  private static final int LEFT = 30;
  private static final String SECTION = "page";

  private final Paragraphs page;
  private final boolean hasTwoColumns;

  private HelpPage(int width) {
    this.page = new Paragraphs(width);
    this.hasTwoColumns = width >= TWO_COLUMNS;
  }

  /// Lets the commands answer `--help` in this way.
  ///
  /// @param columns the width of the terminal; 0 if there is none
  public static void install(CommandLine line, int columns) {
    int width = columns == 0 ? USUAL : Math.clamp(columns, NARROWEST, WIDEST);
    line.setHelpSectionKeys(List.of(SECTION));
    line.getHelpSectionMap().put(SECTION, help -> of(help.commandSpec(), width));
    line.setHelpSectionMap(line.getHelpSectionMap());
  }

  static String of(CommandSpec command, int width) {
    HelpPage help = new HelpPage(width);
    help.write(command);
    return help.page.text();
  }

  private void write(CommandSpec command) {
    page.add("Usage: " + synopsis(command), 0, 7);
    CommandText text = new CommandText(command);
    text.description().forEach(this::paragraph);
    entries("Arguments", text.arguments());
    entries("Options", text.options());
    entries("Commands", text.commands());
    text.footer().forEach(this::paragraph);
    entries("Exit codes", text.exitCodes());
  }

  private void paragraph(String text) {
    page.blank();
    page.add(text, 0, 0);
  }

  private void entries(String heading, List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    page.blank();
    page.add(heading + ":", 0, 0);
    int left = Math.min(LEFT, entries.stream().mapToInt(it -> it.term().length()).max().orElse(0));
    entries.forEach(entry -> entry(entry, left));
  }

  private void entry(Entry entry, int left) {
    if (hasTwoColumns && entry.term().length() <= left) {
      page.add(("%-" + (left + 2) + "s").formatted(entry.term()), entry.text(), 2);
    } else {
      page.add(entry.term(), 2, 4);
      page.add(entry.text(), 6, 6);
    }
  }

  /// The command with what may follow it.
  public static String synopsis(CommandSpec command) {
    String options = new CommandText(command).hasOwnOptions() ? " [OPTIONS]" : "";
    String subcommands = command.subcommands().isEmpty() ? "" : " <COMMAND>";
    return command.qualifiedName()
        + options
        + command.positionalParameters().stream()
            .map(HelpPage::placed)
            .collect(Collectors.joining())
        + subcommands;
  }

  private static String placed(PositionalParamSpec parameter) {
    return parameter.arity().min() > 0
        ? " " + parameter.paramLabel()
        : " [" + parameter.paramLabel() + "]";
  }
}
