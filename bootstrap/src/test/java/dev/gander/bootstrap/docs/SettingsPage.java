package dev.gander.bootstrap.docs;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.bootstrap.settings.SettingRow;
import dev.gander.bootstrap.settings.SettingsTable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.declared.BundledProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `docs/settings.md`: the table of settings, and the table of providers with what each asks for.
final class SettingsPage {
  private static final String BEGINNING =
      """
      # Settings

      <!-- Written by SettingsPageTest from settings.txt and the table of providers. -->

      A setting is a variable of the environment, which comes first, or a key of `config.yaml` in the folder of settings
      (`~/.config/goose`, or `config` in `GOOSE_PATH_ROOT`). Write it there with an editor, `POST /config/upsert`, or a page of
      Desktop. What that file leaves out may be in the machine's, `/etc/goose/config.yaml` (`goose\\config.yaml` in `%PROGRAMDATA%`),
      whose changes are seen within a second. In the tables **env** marks what counts in the environment only: it would hand the
      server to whoever may change settings by HTTP. Secrets are in `secrets.yaml` or the keyring.

      A switch takes `true`, `1`, `yes`, `on` and their opposites; a quantity is a whole number unless its default is not. What
      cannot be understood counts as not set, with a line in the log, unless that would be dangerous: then the server does not
      start, or the work does not begin, and [the text](errors.md) says why. A variable whose name begins with `GANDER_` and which
      nobody reads is told in the log at the start.

      *Since* is the version of goosed that had the setting first, with a number if it was later than 1.26, or of Gander.
      """;

  private static final Pattern KEY = Pattern.compile("`([A-Z0-9_]+)`");

  private SettingsPage() {}

  static String text() {
    Map<String, List<SettingRow>> sections =
        SettingsTable.rows().stream()
            .collect(
                Collectors.groupingBy(
                    SettingRow::section, LinkedHashMap::new, Collectors.toList()));
    return BEGINNING
        + sections.entrySet().stream()
            .map(section -> section(section.getKey(), section.getValue()))
            .collect(Collectors.joining())
        + providers();
  }

  private static String section(String heading, List<SettingRow> rows) {
    return "\n## "
        + heading
        + "\n\n| Setting | Default | Unit | Since | |\n|---|---|---|---|---|\n"
        + rows.stream().map(SettingsPage::row).collect(Collectors.joining());
  }

  private static String row(SettingRow row) {
    String where =
        switch (row.place()) {
          case ANY, GIVEN -> "";
          case ENV -> " **env**";
          case FILE -> " **config.yaml**";
          case SECRET -> " **secret**";
        };
    return "| `%s`%s | %s | %s | %s | %s |\n"
        .formatted(
            row.name(),
            where,
            row.usual().equals("none") ? "" : row.usual(),
            row.unit(),
            row.since(),
            row.purpose());
  }

  private static String providers() {
    return """

        ## What each provider asks for

        `GET /config/providers` tells the same, and which of them are set. A default in this table is what clients are shown.

        | Provider | Name | Its settings |
        |---|---|---|
        """
        + ProviderTable.rows().stream()
            .sorted(Comparator.comparing(BundledProvider::name))
            .map(
                row ->
                    switch (row) {
                      case BundledProvider.BuiltIn(var metadata) -> builtIn(metadata);
                      case BundledProvider.BuiltInService(var metadata, _) -> builtIn(metadata);
                      case BundledProvider.Declared(var declaration) ->
                          declared(declaration.toJson());
                    })
            .collect(Collectors.joining());
  }

  private static String builtIn(ProviderMetadata metadata) {
    return provider(
        metadata.name(),
        metadata.displayName(),
        metadata.configKeys().stream()
            .map(
                key ->
                    key(
                        key.name(),
                        key.secret() ? "secret" : null,
                        key.oauthFlow() || key.deviceCodeFlow() ? "by a sign-in" : null,
                        key.defaultValue()))
            .toList());
  }

  private static String declared(JsonObject row) {
    List<String> keys = new ArrayList<>();
    row.text("api_key_env")
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> keys.add(key(name, "secret")));
    for (Json variable : row.array("env_vars").orElse(JsonArray.EMPTY).items()) {
      JsonFields fields = JsonFields.of(JsonFields.asObject(variable));
      keys.add(key(fields.text("name"), fields.optionalText("default")));
    }
    return provider(JsonFields.of(row).text("name"), JsonFields.of(row).text("display_name"), keys);
  }

  private static String key(String name, String... notes) {
    String all =
        Stream.of(notes)
            .filter(note -> note != null && !note.isEmpty())
            .collect(Collectors.joining(", "));
    return "`" + name + "`" + (all.isEmpty() ? "" : " (" + all + ")");
  }

  private static String provider(String id, String name, List<String> keys) {
    return "| `%s` | %s | %s |\n".formatted(id, name, String.join(", ", keys));
  }

  /// The names of all that providers ask for.
  static Stream<String> providerKeys() {
    return providers()
        .lines()
        .flatMap(line -> KEY.matcher(line).results().map(match -> match.group(1)));
  }
}
