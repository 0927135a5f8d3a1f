/// The timer of scheduled jobs. A plug-in: users of the port find it as a service.
module dev.gander.adapters.quartz {
  requires dev.gander.domain;
  requires org.quartz;
  // Quartz is an automatic module: what it needs must be named here.
  requires java.desktop;
  requires java.management;
  requires java.naming;
  requires java.rmi;
  requires java.sql;
  requires org.slf4j;
  requires static org.jspecify;

  provides dev.gander.domain.schedule.JobTimerFactory with
      dev.gander.adapters.quartz.QuartzTimers;
}
