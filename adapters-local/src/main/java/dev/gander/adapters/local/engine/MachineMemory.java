package dev.gander.adapters.local.engine;

/// The memory of this machine, or of the container that we are in, in bytes.
interface MachineMemory {
  /// What can be had without swapping; what can be dropped at once counts as free.
  long available();

  /// All of it.
  long total();
}
