package dev.gander.adapters.persistence.keyring.api;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/// A secret on its way over the bus, which reads the fields.
@SuppressWarnings("UnusedVariable")
public final class Secret extends Struct {
  @Position(0)
  private final DBusPath session;

  @Position(1)
  private final byte[] parameters;

  @Position(2)
  private final byte[] value;

  @Position(3)
  private final String contentType;

  public Secret(DBusPath session, byte[] parameters, byte[] value, String contentType) {
    this.session = session;
    this.parameters = parameters;
    this.value = value;
    this.contentType = contentType;
  }

  /// Must not be modified.
  public byte[] value() {
    return value;
  }
}
