package dev.gander.adapters.llm.programs.acp;

import dev.gander.adapters.llm.programs.ProgramAnswer;
import dev.gander.adapters.llm.programs.ProgramPool;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.WorkContext;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.log.RequestLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Uses an agent over the Agent Client Protocol. The agent keeps the conversation and runs on
/// between two messages; when the conversation, the folder or the extensions differ from those it
/// knows, another one is started and given the earlier messages. It gets neither the system prompt
/// nor our tools.
final class AcpProvider implements Provider {
  private final AcpAgent agent;
  private final InstalledProgram program;
  private final ClientEnvironment environment;
  private final Duration patience;
  private final RequestLog log;
  private final ProgramPool<AcpSession> pool = new ProgramPool<>();

  AcpProvider(
      AcpAgent agent,
      InstalledProgram program,
      ClientEnvironment environment,
      Duration patience,
      RequestLog log) {
    this.agent = agent;
    this.program = program;
    this.environment = environment;
    this.patience = patience;
    this.log = log;
  }

  @Override
  public String name() {
    return agent.provider();
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before " + name() + " was asked");
    }
    WorkContext own = request.workContext();
    boolean aside = own == null;
    WorkContext place = own == null ? nowhere() : own;
    AcpLaunch launch = AcpLaunch.of(agent, place, request.model().modelName());
    Optional<AcpSession> known =
        aside ? Optional.empty() : pool.take(kept -> kept.fits(launch, request.messages()));
    AcpSession session =
        known.isPresent() ? known.get() : AcpSession.start(agent, program, launch, patience);
    JsonObject question = ask(session, request, place);
    AcpReading reading =
        new AcpReading(
            session.connection(),
            question,
            request,
            new AcpQuestions(session.connection(), own),
            environment);
    return new ProgramAnswer(
            session.connection().program(),
            reading,
            log.start(request.model(), JsonText.bytes(question)),
            aside ? session::end : () -> pool.giveBack(session))
        .begun();
  }

  private static JsonObject ask(AcpSession session, ProviderRequest request, WorkContext place)
      throws InterruptedException {
    boolean asked = false;
    try {
      session.useMode(place.mode());
      session.useModel(request.model().modelName());
      JsonObject question = session.ask(request.messages());
      asked = true;
      return question;
    } finally {
      if (!asked) {
        session.connection().program().close();
      }
    }
  }

  private WorkContext nowhere() {
    Path folder = program.folderOf(name());
    return new WorkContext(folder, GooseMode.CHAT, List.of());
  }

  /// The agent's own choice, and the models that it offers for a session.
  @Override
  public List<String> models() throws InterruptedException {
    AcpLaunch launch = AcpLaunch.of(agent, nowhere(), AcpAgent.CURRENT);
    AcpSession session = AcpSession.start(agent, program, launch, patience);
    try {
      List<String> models = new ArrayList<>(List.of(AcpAgent.CURRENT));
      models.addAll(session.models());
      return models.stream().distinct().toList();
    } finally {
      session.connection().program().close();
    }
  }

  @Override
  public boolean managesOwnContext() {
    return true;
  }

  @Override
  public boolean isAgent() {
    return true;
  }

  @Override
  public void close() {
    pool.close();
  }
}
