/// Several servers on one database: what the environment says about it.
@NullMarked
package dev.gander.bootstrap.cluster;

import org.jspecify.annotations.NullMarked;
