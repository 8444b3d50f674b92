# Makes the frozen expectations of HdbscanExpectedTests: Rscript hdbscan.R, in this folder.
# All points are invented here, no two at one spot. Each file: a line with versions and parameters, then
# easting,northing,cluster in row order, and beside them R's links of the spanning tree, from,to,length, shortest first (the last
# line has none).
suppressMessages(library(dbscan))
set.seed(20260102)

freeze <- function(name, m, minPts) {
  m <- unique(m)
  labels <- hdbscan(m, minPts = minPts)$cluster
  links <- dbscan:::prims(dbscan:::mrdist(m, minPts), nrow(m))
  links <- rbind(links[order(links[, 3]), ], 0)
  head <- sprintf("# R %s dbscan %s minPts=%d n=%d", getRversion(), packageVersion("dbscan"), minPts, nrow(m))
  writeLines(c(head, sprintf("%s,%s,%d,%d,%d,%.17g", format(m[, 1], trim = TRUE, digits = 12), format(m[, 2], trim = TRUE, digits = 12),
                             labels, links[, 1], links[, 2], links[, 3])), paste0("hdbscan_", name, ".csv"))
}

town <- function(n, x, y, sd, digits) cbind(round(rnorm(n, x, sd), digits), round(rnorm(n, y, sd), digits))

# A city with two centres, a town, a village and farms: densities that no single reach fits.
county <- rbind(town(120, 310000, 291000, 60, 3), town(120, 310400, 291200, 60, 3), town(60, 312500, 292500, 250, 3),
                town(30, 305000, 280000, 500, 3), cbind(round(runif(90, 300000, 320000), 3), round(runif(90, 275000, 300000), 3)))
freeze("county", county[sample(nrow(county)), ], 8)

# Whole metres on multiples of 5: most distances tie.
streets <- rbind(town(100, 60000, 50000, 8, 0), town(100, 60040, 50030, 12, 0), town(60, 60100, 50000, 6, 0),
                 cbind(sample(59900:60200, 60), sample(49900:50200, 60)))
freeze("streets", 5 * streets[sample(nrow(streets)), ], 6)

# Two crescents around each other.
angle <- runif(150, 0, pi)
moons <- rbind(cbind(1000 * cos(angle), 1000 * sin(angle)), cbind(1000 - 1000 * cos(angle), 500 - 1000 * sin(angle)))
freeze("crescents", round(moons + rnorm(600, 0, 90), 3) + 400000, 5)
