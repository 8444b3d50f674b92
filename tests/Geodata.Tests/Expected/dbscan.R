# Makes the frozen expectations of DbscanExpectedTests: Rscript dbscan.R, in this folder.
# All points are invented here. Each file: a line with versions and parameters, then easting,northing,cluster,core in row order.
suppressMessages(library(dbscan))
set.seed(20260101)

freeze <- function(name, m, eps, minPts) {
  labels <- dbscan(m, eps = eps, minPts = minPts)$cluster
  core <- as.integer(is.corepoint(m, eps = eps, minPts = minPts))
  head <- sprintf("# R %s dbscan %s eps=%s minPts=%d n=%d", getRversion(), packageVersion("dbscan"), format(eps), minPts, nrow(m))
  writeLines(c(head, sprintf("%s,%s,%d,%d", format(m[, 1], trim = TRUE, digits = 12), format(m[, 2], trim = TRUE, digits = 12),
                             labels, core)), paste0("dbscan_", name, ".csv"))
}

# Whole-metre points on multiples of 10: many pairs at exactly 50 m (30-40-50), many points on one spot.
ties <- cbind(300000 + 10 * sample(0:120, 500, TRUE), 250000 + 10 * sample(0:120, 500, TRUE))
freeze("ties", ties, 50, 5)

# Towns, villages and scattered farms, one spot with 60 events, shuffled rows.
town <- function(n, x, y, sd) cbind(round(rnorm(n, x, sd)), round(rnorm(n, y, sd)))
county <- rbind(town(200, 310000, 291000, 300), town(80, 312000, 292500, 120), town(40, 305000, 280000, 60),
                matrix(rep(c(310100, 291050), 60), ncol = 2, byrow = TRUE),
                cbind(sample(300000:320000, 220), sample(275000:300000, 220)))
county <- county[sample(nrow(county)), ]
freeze("county", county, 150, 6)

# Two crowds whose fringes overlap at the reach: border points that either could claim.
fringes <- rbind(town(60, 300000, 250000, 40), town(60, 300190, 250000, 40),
                 cbind(sample(300080:300110, 60, TRUE), sample(249900:250100, 60, TRUE)))
freeze("fringes", fringes[sample(nrow(fringes)), ], 30, 12)

# Coordinates and reach that are no whole metres.
freeze("fractions", round(cbind(runif(500, 0, 1000), runif(500, 0, 1000)), 3), 33.3, 4)
