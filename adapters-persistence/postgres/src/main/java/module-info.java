/// The stores of several servers in PostgreSQL. A plug-in: users of the port find it as a service.
module dev.gander.adapters.postgres {
  requires dev.gander.adapters.persistence;
  requires dev.gander.domain;
  requires dev.gander.files;
  requires dev.gander.json.jackson;
  requires com.zaxxer.hikari;
  requires java.sql;
  requires org.jdbi.v3.core;
  requires org.postgresql.jdbc;
  // Jdbi and the driver are automatic modules: what they need must be named here.
  requires io.leangen.geantyref;
  requires java.management;
  requires java.naming;
  requires org.slf4j;
  requires static org.checkerframework.checker.qual; // javac warns where the driver names it
  requires static org.jspecify;

  provides dev.gander.domain.cluster.ClusterStoresFactory with
      dev.gander.adapters.postgres.PostgresCluster;
}
