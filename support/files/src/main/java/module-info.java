/// Durable files: replaced atomically, readable by their owner alone.
module dev.gander.files {
  requires static transitive org.jspecify;

  exports dev.gander.files;
}
