/// Child processes: found, started, read, and ended with all their descendants.
module dev.gander.process {
  requires static transitive org.jspecify;

  exports dev.gander.process;
}
