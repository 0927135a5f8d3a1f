package dev.gander.adapters.llm.programs.acp;

import dev.gander.adapters.llm.programs.ProgramFactory;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.log.RequestLog;
import java.time.Duration;

/// Creates the provider of one agent.
public abstract sealed class AcpProviderFactory extends ProgramFactory {
  private final AcpAgent agent;
  private final Duration timeToAnswer;

  private AcpProviderFactory(AcpAgent agent) {
    this(agent, Duration.ofSeconds(60));
  }

  /// @param timeToAnswer how long an agent may take to answer a request about itself
  AcpProviderFactory(AcpAgent agent, Duration timeToAnswer) {
    super(agent.provider());
    this.agent = agent;
    this.timeToAnswer = timeToAnswer;
  }

  @Override
  public final Provider create(ProviderSettings settings, ClientEnvironment environment) {
    return new AcpProvider(
        agent,
        InstalledProgram.find(
            settings,
            agent.program(),
            "put it where GOOSE_SEARCH_PATHS or PATH lead",
            agent.keys()),
        environment,
        timeToAnswer,
        new RequestLog(settings, environment.uuids()));
  }

  /// Creates `claude-acp`.
  public static final class Claude extends AcpProviderFactory {
    public Claude() {
      super(AcpAgent.CLAUDE);
    }

    Claude(Duration timeToAnswer) {
      super(AcpAgent.CLAUDE, timeToAnswer);
    }
  }

  /// Creates `codex-acp`.
  public static final class Codex extends AcpProviderFactory {
    public Codex() {
      super(AcpAgent.CODEX);
    }
  }

  /// Creates `copilot-acp`.
  public static final class Copilot extends AcpProviderFactory {
    public Copilot() {
      super(AcpAgent.COPILOT);
    }
  }

  /// Creates `amp-acp`.
  public static final class Amp extends AcpProviderFactory {
    public Amp() {
      super(AcpAgent.AMP);
    }
  }

  /// Creates `pi-acp`.
  public static final class Pi extends AcpProviderFactory {
    public Pi() {
      super(AcpAgent.PI);
    }
  }
}
