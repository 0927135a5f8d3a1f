/// Data, rules and ports of Gander. Depends on nothing but the JDK.
module dev.gander.domain {
  requires static transitive org.jspecify;
}
