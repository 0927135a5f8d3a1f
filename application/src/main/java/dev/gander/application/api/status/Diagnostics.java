package dev.gander.application.api.status;

import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.api.session.GetSession;
import dev.gander.application.turn.TurnWatch;
import dev.gander.domain.config.DiagnosticFiles;
import dev.gander.domain.config.DiagnosticFiles.Excerpt;
import dev.gander.domain.config.DiagnosticFiles.Kind;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.SecretMask;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionSecrets;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.prompt.PromptTemplates;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.turn.TurnStanding;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects information for diagnosing a session. Files with keys are left out, and anything in the
/// others that looks like a secret is masked, stored and known secrets first of all.
public final class Diagnostics {
  private final GetSession sessions;
  private final SystemInfo system;
  private final ListConfiguredExtensions configured;
  private final DiagnosticFiles files;
  private final PromptTemplates prompts;
  private final SecretStore secrets;
  private final KnownSecrets knownSecrets;
  private final TurnWatch watch;
  private final Clock clock;

  public Diagnostics(
      GetSession sessions,
      SystemInfo system,
      ListConfiguredExtensions configured,
      DiagnosticFiles files,
      PromptTemplates prompts,
      SecretStore secrets,
      KnownSecrets knownSecrets,
      TurnWatch watch,
      Clock clock) {
    this.sessions = sessions;
    this.system = system;
    this.configured = configured;
    this.files = files;
    this.prompts = prompts;
    this.secrets = secrets;
    this.knownSecrets = knownSecrets;
    this.watch = watch;
    this.clock = clock;
  }

  /// The common part of full and short reports.
  public record Summary(Instant generatedAt, SystemInfo.Report system) {}

  /// @param name of its file
  public record Prompt(String name, String text) {}

  /// @param session in the form that goosed shows, with its messages
  /// @param files those that were found
  /// @param turns where the running turns of the session stand
  /// @param problems descriptions of what could not be read
  public record Report(
      Summary summary,
      Json session,
      Map<Kind, List<Excerpt>> files,
      List<Prompt> prompts,
      List<TurnStanding> turns,
      List<String> problems) {

    public List<Excerpt> files(Kind kind) {
      return files.getOrDefault(kind, List.of());
    }
  }

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public Summary summarize(SessionId id) {
    sessions.get(id);
    return summarize();
  }

  /// Without a session.
  public Summary summarize() {
    return new Summary(clock.instant(), system.read());
  }

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public Report collect(SessionId id) {
    GetSession.WithMessages found = sessions.get(id);
    List<String> problems = new ArrayList<>();
    List<String> hidden = hidden(found.session().extensionData(), problems);
    Json session = SecretMask.inJson(SessionJson.write(found.session(), found.messages()), hidden);
    return report(session, EnumSet.allOf(Kind.class), watch.of(id), hidden, problems);
  }

  /// What says nothing about conversations: without a session, and without the logs of models.
  public Report collect() {
    List<String> problems = new ArrayList<>();
    List<String> hidden = hidden(JsonObject.EMPTY, problems);
    Set<Kind> kinds = EnumSet.complementOf(EnumSet.of(Kind.MODEL_LOGS));
    return report(JsonNull.NULL, kinds, List.of(), hidden, problems);
  }

  private Report report(
      Json session,
      Set<Kind> kinds,
      List<TurnStanding> turns,
      List<String> hidden,
      List<String> problems) {
    Map<Kind, List<Excerpt>> excerpts = new EnumMap<>(Kind.class);
    for (Kind kind : kinds) {
      attempt(
          problems,
          () ->
              excerpts.put(
                  kind,
                  files.read(kind).stream().map(file -> masked(kind, file, hidden)).toList()));
    }
    List<Prompt> texts = new ArrayList<>();
    for (PromptName name : PromptName.values()) {
      attempt(problems, () -> texts.add(new Prompt(name.fileName(), prompts.text(name))));
    }
    Summary summary = new Summary(clock.instant(), system.read());
    return new Report(summary, session, excerpts, texts, turns, problems);
  }

  /// Also what extensions were given that have not been started since the start of this process.
  private List<String> hidden(JsonObject extensionData, List<String> problems) {
    KnownSecrets ofExtensions = new KnownSecrets();
    EnabledExtensions.read(extensionData)
        .orElse(List.of())
        .forEach(config -> ExtensionSecrets.addTo(ofExtensions, config));
    attempt(
        problems,
        () ->
            configured
                .list()
                .entries()
                .forEach(entry -> ExtensionSecrets.addTo(ofExtensions, entry.config())));
    List<String> hidden = new ArrayList<>(knownSecrets.texts());
    hidden.addAll(ofExtensions.texts());
    attempt(problems, () -> hidden.addAll(secrets.texts()));
    return hidden;
  }

  private static Excerpt masked(Kind kind, Excerpt file, List<String> hidden) {
    String text =
        switch (kind) {
          case CONFIG, SCHEDULED_RECIPES -> SecretMask.inSettings(file.text(), hidden);
          case MODEL_LOGS, SERVER_LOG, SCHEDULE -> SecretMask.inText(file.text(), hidden);
        };
    return new Excerpt(file.name(), file.file(), text, file.truncated());
  }

  private static void attempt(List<String> problems, Runnable part) {
    try {
      part.run();
    } catch (StorageException e) {
      problems.add(e.text());
    }
  }
}
