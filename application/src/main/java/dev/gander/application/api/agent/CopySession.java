package dev.gander.application.api.agent;

import dev.gander.application.agent.WorkingFolder;
import dev.gander.application.api.session.DeleteSession;
import dev.gander.application.api.session.ForkSession;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.HostClient;
import dev.gander.domain.session.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies a session, perhaps into another folder, and makes the copy ready to be prompted. If that
/// fails there is no copy.
public final class CopySession {
  private final ForkSession fork;
  private final ReopenSession reopen;
  private final DeleteSession delete;

  public CopySession(ForkSession fork, ReopenSession reopen, DeleteSession delete) {
    this.fork = fork;
    this.reopen = reopen;
    this.delete = delete;
  }

  /// @param end the epoch second from which on, inclusive, messages are left out; null to keep all
  /// @param workingDir, more, client as in [ReopenSession#reopen], and so are the failures
  public ReadySession copy(
      SessionId origin,
      @Nullable Long end,
      String workingDir,
      List<ExtensionConfig> more,
      @Nullable HostClient client)
      throws InterruptedException {
    WorkingFolder.existing(workingDir);
    SessionId copy = fork.copy(origin, end);
    boolean ready = false;
    try {
      ReadySession opened = reopen.reopen(copy, workingDir, more, client);
      ready = true;
      return opened;
    } finally {
      if (!ready) {
        delete.delete(copy);
      }
    }
  }
}
