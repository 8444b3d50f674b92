using SpacesPlaces.Bench;

// One file per bench; each says in its first lines what it measures, against whom, and how.
return args switch
{
    ["dbscan", .. var rest] => await DbscanBench.RunAsync(rest),
    ["dbscan-live", .. var rest] => DbscanLiveBench.Run(rest),
    ["knox", .. var rest] => KnoxBench.Run(rest),
    ["hdbscan", .. var rest] => HdbscanBench.Run(rest),
    ["scan", .. var rest] => ScanBench.Run(rest),
    ["surfaces", .. var rest] => SurfacesBench.Run(rest),
    ["import", .. var rest] => await ImportBench.RunAsync(rest),
    ["request", .. var rest] => await RequestBench.RunAsync(rest),
    ["rls", .. var rest] => await RlsBench.RunAsync(rest),
    ["serve", .. var rest] => await ServeBench.RunAsync(rest),
    ["language", .. var rest] => LanguageBench.Run(rest),
    ["fuzz", .. var rest] => await FuzzBench.RunAsync(rest),
    ["phone-queue", .. var rest] => await PhoneBench.QueueAsync(rest),
    ["second-visit", .. var rest] => await PhoneBench.SecondVisitAsync(rest),
    ["interruptions", .. var rest] => await PhoneBench.InterruptionsAsync(rest),
    ["siting", .. var rest] => SitingBench.Run(rest),
    ["patrols", .. var rest] => PatrolBench.Run(rest),
    ["desktop", .. var rest] => DesktopBench.Run(rest),
    ["export", .. var rest] => await ExportBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project tests/Bench -- BENCH [options]
          dbscan [--n 100000] [--rounds 5] [--eps 50] [--min-events 5] [--pile 0] [--points FILE] [--install]
                 [--postgis [CONNECTION]] [--scikit-learn] [--warm-up]
                 Clusters of invented events against R's dbscan: equal labels, processor time of each, ours on one thread and on all
                 (equal labels, time on the wall); on request against PostGIS (a
                 private server, or one on this machine) and scikit-learn. FILE holds pairs of little-endian doubles, easting then
                 northing, instead of invented events. With --warm-up the first call comes after what the API does at its start.
          dbscan-live [--n 1000000] [--changes 30000] [--eps 50] [--min-events 5]
                 Clusters kept current by one insert, move or delete at a time: time of each, labels equal to a full run.
                 Then 24 windows of 12 months, a month on each: moved from one to the next, against a full run of each.
          knox [--n 10000] [--rounds 3] [--permutations 999] [--peer-permutations 999] [--knox-permutations 0] [--install]
                 Near-repeat table with permutations against vectorised R, and on request surveillance::knox: equal observed tables.
          hdbscan [--peer-n 10000] [--min-events 5] [--n N] [--install]
                 Clusters of all densities against R's dbscan, then ours alone at 100,000 and 1,000,000 (with --n only N, alone).
          scan [--periods 12] [--max-periods 6] [--cases 5000] [--replicas 999] [--rounds 3]
                 Scan statistics of 32, 100 and 500 places; Debian has no peer that makes them.
          surfaces [--n 1000000] [--rounds 3] [--install]
                 Kernel density and Gi* on 208,000 cells against R's spatstat and spdep: equal values, processor time of each.
          import --file STREET.csv.gz [--rounds 5]
                 A police.uk file through the import against a plain COPY of its rows; memory of the import. Needs PostGIS.
          request [--n 100000] [--rounds 5]
                 Whole analyses over HTTP, from "accepted" to the result read, against the pure computation; the snapshot's time and memory.
          serve [--rounds 3] [--seconds 5]
                 Map data over HTTP (items of a box, tiles, 304, low zooms, a far page) over 300,000 incidents, against pgbench with the
                 same SQL in the same rounds.
          rls [--rounds 20]
                 Map box and list over 300,000 incidents: the program's SQL under row-level security against the same SQL without.
          language [--rounds 9]
                 The language check of 5,000 characters against one regular expression per rule: equal stretches, time of each.
          fuzz [--count 1000000] [--seed 1] [--minutes 10] [--from 0] [--at-once 48] [--keep FOLDER]
                 Mutated requests to every operation as every role: no status from 500 on, no answer over a second. Finds are printed as
                 the smallest request that still fails, and written to FOLDER.
          phone-queue [--items 100] [--loss-percent 5] [--latency-ms 300] [--down-kbit 250] [--up-kbit 50] [--seed 1]
                 Records that a phone wrote without a network are sent over a slow one of which some requests fail: seconds until the
                 office has all, none lost, none doubled. Needs Chromium.
          second-visit [--rounds 9] [--slower 4]
                 A kept page opened without a network on a slowed processor: seconds until its form is there. Needs Chromium.
          interruptions [--rounds 500] [--seed 1]
                 Network cut, answer lost, portal, tab killed, sign-in over, at random: after each the page's word against the office's ledger.
          siting [--sites 500] [--cells 2000] [--pick 10] [--seconds 5] [--rounds 3] [--seed 1]
                 Invented sites by cover and by p-median, ours against OR-Tools' SCIP, HiGHS and CP-SAT with as many seconds: value, proven
                 gap and time of each, and what plain greedy addition finds.
          patrols [--solomon FOLDER] [--seconds 2] [--rounds 3]
                 Four teams and forty visits with windows: time. With a folder of Solomon's instances of 25 and 50 customers (those of
                 classes R2, RC2 and, with 25, C2 have no binding load; as LKH-3 packs them: name.customers.vehicles.vrptw, and
                 name.customers.vehicles.best.tour beside them for the best known lengths; github.com/c4v4/LKH3, CVRPTW/INSTANCES
                 and CVRPTW/TOURS): length against the best known, and against OR-Tools' routing with as many seconds.
          desktop [--n 300000] [--rounds 9]
                 The desktop client's filter over invented incidents against a plain reading of the same records: equal rows, time of
                 each; the description of a view; memory over a hundred of them.
          export [--n 1000000]
                 All incidents of a county as a file of each format, from the question to the sealed pieces in the database, against COPY of
                 the same columns in the same order: rate, and growth of a process of its own. Needs PostGIS.
        """);
    return 2;
}
