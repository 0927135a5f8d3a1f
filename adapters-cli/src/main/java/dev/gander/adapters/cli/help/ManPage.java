package dev.gander.adapters.cli.help;

import dev.gander.adapters.cli.help.CommandText.Entry;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// The manual of all commands, in roff.
final class ManPage {
  private final StringBuilder text = new StringBuilder();

  private ManPage() {}

  static String of(CommandSpec program) {
    ManPage page = new ManPage();
    page.write(program);
    return page.text.toString();
  }

  private void write(CommandSpec program) {
    CommandText told = new CommandText(program);
    line(".TH GOOSED 1 \"\" \"Gander\" \"Gander Manual\"");
    section("NAME");
    line("goosed \\- " + escaped(told.summary()));
    section("SYNOPSIS");
    line(".B " + escaped(HelpPage.synopsis(program)));
    section("DESCRIPTION");
    told.description().forEach(this::paragraph);
    section("OPTIONS");
    told.options().forEach(this::entry);
    section("COMMANDS");
    told.subcommands().forEach(this::command);
    section("EXIT STATUS");
    told.exitCodes().forEach(this::entry);
    line(".PP");
    line("Commands with codes of their own list them.");
  }

  private void command(CommandSpec command) {
    CommandText told = new CommandText(command);
    line(".SS " + escaped(HelpPage.synopsis(command)));
    told.description().forEach(this::paragraph);
    entries(told.arguments());
    entries(told.options().stream().filter(it -> !isOfAll(it)).toList());
    if (!told.exitCodes().isEmpty() && isOwn(command)) {
      line(".PP");
      line("Exit status:");
      entries(told.exitCodes());
    }
    told.subcommands().forEach(this::command);
  }

  private static boolean isOfAll(Entry option) {
    return option.term().endsWith("--help") || option.term().endsWith("--version");
  }

  private static boolean isOwn(CommandSpec command) {
    return !command
        .usageMessage()
        .exitCodeList()
        .equals(command.root().usageMessage().exitCodeList());
  }

  private void entries(List<Entry> entries) {
    entries.forEach(this::entry);
  }

  private void entry(Entry entry) {
    line(".TP");
    line(".B " + escaped(entry.term().strip()));
    line(escaped(entry.text()));
  }

  private void section(String name) {
    line(".SH " + name);
  }

  private void paragraph(String paragraph) {
    line(".PP");
    line(escaped(paragraph));
  }

  /// A line that begins with a dot or an apostrophe would be a request.
  private static String escaped(String told) {
    String plain = told.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
