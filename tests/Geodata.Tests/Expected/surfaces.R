# Makes the frozen expectations of the surface tests: Rscript surfaces.R, in this folder.
# Each file begins with a line of versions and parameters. All points are invented here.
suppressMessages({library(spatstat.geom); library(spatstat.explore)})
versions <- sprintf("# R %s spatstat.explore %s", getRversion(), packageVersion("spatstat.explore"))
number <- function(v) format(v, digits = 17, trim = TRUE, scientific = TRUE)

# No tree lies on a border of the 250 m cells, so no tool's rounding of borders can matter.
set.seed(20260102)
w <- owin(c(300000, 310000), c(250000, 260000))
crowd <- function(n, x, y, sd) cbind(rnorm(n, x, sd), rnorm(n, y, sd))
m <- rbind(crowd(20, 302000, 253000, 300), crowd(15, 308000, 258500, 500), crowd(10, 309500, 250500, 250),
           cbind(runif(20, 300000, 310000), runif(20, 250000, 260000)))
m <- pmin(pmax(round(m), rep(c(300001, 250001), each = 65)), rep(c(309998, 259998), each = 65)) + 0.3
m[61:65, ] <- m[c(1, 1, 1, 2, 2), ] # five on spots of others
x <- m[, 1]; y <- m[, 2]
trees <- ppp(x, y, window = w)
p1 <- density(trees, sigma = 700, at = "points", leaveoneout = TRUE, edge = FALSE)
p2 <- density(trees, sigma = 700, at = "points", leaveoneout = FALSE, edge = FALSE)
writeLines(c(paste(versions, "sigma=700: easting,northing,density leave-one-out,density, per square metre"),
             paste(number(x), number(y), number(p1), number(p2), sep = ",")), "density_points.csv")

grid <- function(...) as.vector(t(density(trees, eps = 250, ...)$v)) # row by row from the south-west
none <- grid(sigma = 700, edge = FALSE); diggle <- grid(sigma = 700, diggle = TRUE)
quartic <- grid(sigma = 700 / sqrt(8), kernel = "quartic", scalekernel = TRUE, edge = FALSE)
keep <- seq(1, 1600, by = 7)
writeLines(c(paste(versions, "eps=250 sigma=700: cell,gaussian,gaussian diggle,quartic of reach 700, per square metre"),
             paste(keep - 1, number(none[keep]), number(diggle[keep]), number(quartic[keep]), sep = ",")), "density_cells.csv")

# Gi* of the Freeman-Tukey rates of sudden infant deaths, 1974, counties of North Carolina (spData, CC0): queen, self, binary weights.
suppressMessages({library(spdep); library(sf)})
counties <- st_read(system.file("shapes/sids.shp", package = "spData"), quiet = TRUE)
rate <- sqrt(1000) * (sqrt(counties$SID74 / counties$BIR74) + sqrt((counties$SID74 + 1) / counties$BIR74))
beside <- poly2nb(counties)
g <- localG(rate, nb2listw(include.self(beside), style = "B"))
local <- localmoran(rate, nb2listw(beside, style = "W"))
writeLines(c(sprintf("# R %s spdep %s: rate,Gi* z,local Moran I,its z,two-sided p,neighbours from 0", getRversion(), packageVersion("spdep")),
             sprintf("%s,%s,%s,%s,%s,%s", number(rate), number(as.numeric(g)), number(local[, 1]), number(local[, 4]), number(local[, 5]),
                     sapply(beside, function(b) paste(b - 1, collapse = ",")))), "sids_local.csv")
