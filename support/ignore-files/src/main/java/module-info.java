/// Ignore files: which entries of a folder git and its relatives leave out.
module dev.gander.ignores {
  requires transitive dev.gander.domain;
  requires static org.jspecify;

  exports dev.gander.ignores;
}
