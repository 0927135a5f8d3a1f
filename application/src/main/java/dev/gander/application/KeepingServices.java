package dev.gander.application;

import dev.gander.application.agent.LiveAgents;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.keeping.ListBackups;
import dev.gander.application.api.keeping.MakeBackup;
import dev.gander.application.api.keeping.PinSession;
import dev.gander.application.api.keeping.SweepSessions;
import dev.gander.application.keeping.KeepingSettings;
import dev.gander.application.keeping.OldRecords;
import dev.gander.application.keeping.SessionSweep;
import dev.gander.application.keeping.SteadyTime;
import dev.gander.application.keeping.Upkeep;
import dev.gander.application.settings.TypedSettings;
import dev.gander.application.turn.Turns;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.webhook.DeliveryQueue;
import java.time.Clock;
import java.util.concurrent.Executor;

/// What is kept and for how long, assembled on its ports.
final class KeepingServices {
  private final Ports.Keeping ports;
  private final SessionStore sessions;
  private final SessionSweep sweep;
  private final OldRecords records;
  private final Upkeep upkeep;

  KeepingServices(
      Ports.Keeping ports,
      SessionStore sessions,
      RunStore runs,
      DeliveryQueue deliveries,
      SpendingLedger usage,
      TypedSettings settings,
      Turns turns,
      LiveAgents agents,
      Clock clock) {
    this.ports = ports;
    this.sessions = sessions;
    KeepingSettings keeping = new KeepingSettings(settings);
    sweep =
        new SessionSweep(
            new SessionSweep.Parts(keeping, sessions, ports.pins(), runs, turns, agents, clock));
    records = new OldRecords(keeping, runs, deliveries, usage, clock);
    SteadyTime time = new SteadyTime(clock, System::nanoTime);
    upkeep = new Upkeep(keeping, ports.backups(), ports.files(), sweep, records, clock, time);
  }

  /// See [Upkeep#start].
  void start(Executor threads) {
    upkeep.start(threads);
  }

  UseCases.Keeping useCases() {
    return new UseCases.Keeping(
        new MakeBackup(ports.backups()),
        new ListBackups(ports.backups()),
        new PinSession(sessions, ports.pins()),
        new SweepSessions(sweep, records));
  }
}
