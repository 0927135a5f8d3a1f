/// The stores of several servers in PostgreSQL. A plug-in: users of the port find it as a service.
module dev.gander.adapters.postgres {
  requires dev.gander.adapters.persistence;
  requires dev.gander.domain;
  requires dev.gander.files;
  requires dev.gander.json.jackson;
  requires com.zaxxer.hikari;
  requires java.sql;
  requires org.postgresql.jdbc;
  // The driver is an automatic module: what it needs must be named here.
  requires java.management;
  requires java.naming;
  requires org.slf4j;
  requires static org.checkerframework.checker.qual; // javac warns where the driver names it
  requires static org.jspecify;

  provides dev.gander.domain.cluster.ClusterStoresFactory with
      dev.gander.adapters.postgres.PostgresCluster;
}
