package dev.gander.adapters.persistence.keyring.api;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;

/// A question to the user, asked by the service.
@DBusInterfaceName("org.freedesktop.Secret.Prompt")
public interface SecretPrompt extends DBusInterface {
  /// Asks. The answer is a [Completed].
  @DBusMemberName("Prompt")
  void ask(String windowId);

  @DBusMemberName("Dismiss")
  void dismiss();

  /// The user has answered or dismissed the question.
  final class Completed extends DBusSignal {
    private final boolean dismissed;

    public Completed(String path, boolean dismissed, Variant<?> result) throws DBusException {
      super(path, dismissed, result);
      this.dismissed = dismissed;
    }

    public boolean isDismissed() {
      return dismissed;
    }
  }
}
