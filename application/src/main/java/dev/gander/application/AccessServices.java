package dev.gander.application;

import dev.gander.application.access.OwnedConversations;
import dev.gander.application.access.OwnedSearch;
import dev.gander.application.access.OwnedSessions;
import dev.gander.application.access.RequestRates;
import dev.gander.application.access.Sight;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.access.CreateKey;
import dev.gander.application.api.access.IdentifyCaller;
import dev.gander.application.api.access.ListKeys;
import dev.gander.application.api.access.ReadAudit;
import dev.gander.application.api.access.RecordRequest;
import dev.gander.application.api.access.RevokeKey;
import dev.gander.application.api.access.RotateKey;
import dev.gander.application.api.access.ShareWithKeys;

/// Keys, and what each of them sees.
final class AccessServices {
  private final Ports.Access ports;
  private final Ports.Machine machine;
  private final Sight sight;

  AccessServices(Ports.Access ports, Ports.Machine machine) {
    this.ports = ports;
    this.machine = machine;
    this.sight = new Sight(ports.ownership());
  }

  Sight sight() {
    return sight;
  }

  /// The stores of sessions as the current caller sees them.
  Ports.Sessions seen(Ports.Sessions all) {
    var sessions = new OwnedSessions(all.sessions(), sight);
    return new Ports.Sessions(
        sessions,
        new OwnedConversations(all.conversations(), sight),
        new OwnedSearch(all.search(), sessions, sight),
        all.shared(),
        all.formats());
  }

  UseCases.Access useCases(Ports.Sessions seen) {
    RecordRequest audit =
        new RecordRequest(
            RecordRequest.When.of(machine.variables().get("GANDER_AUDIT")),
            ports.keys(),
            ports.audit(),
            machine.clock(),
            System::nanoTime);
    return new UseCases.Access(
        new IdentifyCaller(ports.keys(), new RequestRates(System::nanoTime), machine.clock()),
        new CreateKey(
            ports.keys(), ports.random(), machine.ids(), machine.clock(), audit::keysExist),
        new ListKeys(ports.keys()),
        new RotateKey(ports.keys(), ports.random(), machine.clock()),
        new RevokeKey(ports.keys(), machine.clock()),
        new ShareWithKeys(seen.sessions(), sight),
        audit,
        new ReadAudit(ports.audit()));
  }
}
