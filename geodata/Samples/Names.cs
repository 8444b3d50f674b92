namespace SpacesPlaces.Samples;

/// <summary>A name in both languages.</summary>
internal readonly record struct Name(string En, string Cy)
{
    public static implicit operator Name((string En, string Cy) pair) => new(pair.En, pair.Cy);
}

/// <summary>
/// Invented names. Settlements follow real habits of Welsh naming (aber, llan, tre, pont, porth, rhos, cwm, bryn) but none is the
/// name of a real town or village; street and premises names are of the kind found in any town.
/// </summary>
internal static class Names
{
    public static readonly Name County = ("County of Gwaelod", "Sir Gwaelod");

    /// <summary>Themes of street names. The Welsh is a genitive with its article, so no mutation depends on the word before.</summary>
    public static readonly Name[] StreetThemes =
    [
        ("Oak", "y Dderwen"), ("Ash", "yr Onnen"), ("Holly", "y Gelynnen"), ("Birch", "y Fedwen"), ("Hazel", "y Gollen"),
        ("Rowan", "y Griafolen"), ("Alder", "y Wernen"), ("Willow", "yr Helygen"), ("Yew", "yr Ywen"), ("Lime", "y Balalwyfen"),
        ("Mill", "y Felin"), ("Forge", "yr Efail"), ("Well", "y Ffynnon"), ("Orchard", "y Berllan"), ("Meadow", "y Ddôl"),
        ("Garden", "yr Ardd"), ("Chapel", "y Capel"), ("Church", "yr Eglwys"), ("School", "yr Ysgol"), ("Market", "y Farchnad"),
        ("Park", "y Parc"), ("Hill", "y Bryn"), ("Wood", "y Coed"), ("Spring", "y Gwanwyn"), ("Summer", "yr Haf"),
        ("Cuckoo", "y Gog"), ("Swallow", "y Wennol"), ("Nightingale", "yr Eos"), ("Blackbird", "y Fwyalchen"), ("Heron", "y Crëyr"),
        ("Kite", "y Barcud"), ("Robin", "y Robin Goch"), ("Heather", "y Grug"), ("Gorse", "yr Eithin"), ("Broom", "y Banadl"),
        ("Bramble", "y Mwyar"), ("Clover", "y Feillionen"), ("Fern", "y Rhedyn"), ("Weaver", "y Gwehydd"), ("Tanner", "y Barcer"),
        ("Saddler", "y Cyfrwywr"), ("Baker", "y Pobydd"), ("Shepherd", "y Bugail"), ("Drover", "y Porthmon"), ("Mason", "y Saer Maen"),
        ("King", "y Brenin"), ("Queen", "y Frenhines"), ("Castle", "y Castell"), ("Tower", "y Tŵr"), ("Lake", "y Llyn"),
    ];

    public static readonly Name[] StreetKinds =
    [
        ("Street", "Stryd"), ("Road", "Heol"), ("Lane", "Lôn"), ("Avenue", "Rhodfa"), ("Terrace", "Teras"), ("Way", "Ffordd"),
        ("Row", "Rhes"), ("Crescent", "Cilgant"),
    ];

    public static readonly Name Close = ("Close", "Clos");

    public static readonly Name[] ParkThemes =
    [
        ("Dolau", "y Dolau"), ("Quayside", "y Cei"), ("Mill Pool", "Pwll y Felin"), ("Beacon", "y Goleudy"), ("Jubilee", "y Jiwbilî"),
        ("Fountain", "y Ffynhonnau"), ("Swan", "yr Alarch"), ("Lower Town", "y Dref Isaf"), ("Bandstand", "y Bandiau"),
        ("Otter", "y Dyfrgi"), ("Linnet", "y Llinos"), ("Plough", "yr Aradr"), ("Granite", "yr Ithfaen"), ("Lapwing", "y Gornchwiglen"),
        ("Harbour", "yr Harbwr"), ("Weir", "y Gored"), ("Cricket", "y Criced"), ("Memorial", "y Cofio"),
    ];

    public static readonly Name[] SchoolThemes =
    [
        ("Acorn", "y Fesen"), ("Rainbow", "yr Enfys"), ("Dragonfly", "Gwas y Neidr"), ("Lighthouse", "y Goleuni"), ("Skylark", "Cân yr Ehedydd"),
        ("Bluebell", "Clychau'r Gog"), ("Harvest", "y Cynhaeaf"), ("Snowdrop", "yr Eirlys"), ("Puffin", "y Pâl"), ("Sunrise", "y Wawr"),
        ("Squirrel", "y Wiwer"), ("Foxglove", "Bysedd y Cŵn"), ("Kingfisher", "Glas y Dorlan"), ("Primrose", "y Friallen"),
        ("Starling", "y Drudwen"), ("Harebell", "Cloch y Bugail"),
    ];

    public static readonly Name[] Takeaways =
    [
        ("The Copper Ladle", "Y Lletwad Gopr"), ("Golden Plaice", "Y Lleden Aur"), ("Red Lantern Kitchen", "Cegin y Llusern Goch"),
        ("Spice Harbour", "Harbwr y Sbeis"), ("Corner Kebab", "Cebab y Gornel"), ("Moonlight Pizza", "Pitsa Golau Leuad"),
        ("The Warm Loaf Café", "Caffi'r Dorth Gynnes"), ("Sea Breeze Chips", "Sglodion Awel y Môr"), ("Blue Plate Café", "Caffi'r Plât Glas"),
        ("Saffron Table", "Bwrdd Saffrwm"), ("Night Owl Grill", "Gril y Dylluan"), ("Paper Boat Noodles", "Nwdls y Cwch Papur"),
        ("Old Forge Café", "Caffi'r Hen Efail"), ("Silver Fork", "Y Fforc Arian"), ("Butterfly Bakes", "Pobi Pili-pala"),
        ("Valley Fish Bar", "Bar Pysgod y Cwm"), ("Teapot Café", "Caffi'r Tebot"), ("Green Olive", "Yr Olewydden Werdd"),
    ];

    public static readonly Name[] Pubs =
    [
        ("The Blue Heron", "Y Crëyr Glas"), ("The Drover's Rest", "Gorffwysfa'r Porthmon"), ("The Three Salmon Traps", "Y Tair Cawell"),
        ("The Silver Anchor", "Yr Angor Arian"), ("The Stag and Thistle", "Y Carw a'r Ysgallen"), ("The Weavers", "Y Gwehyddion"),
        ("The Full Tide", "Penllanw"), ("The Lamplighter", "Y Goleuwr"), ("The Speckled Trout", "Y Brithyll Brych"),
        ("The Quarryman", "Y Chwarelwr"), ("The Old Ferry", "Yr Hen Fferi"), ("The Harp and Hare", "Y Delyn a'r Ysgyfarnog"),
        ("The Moon Cellar", "Seler y Lleuad"), ("The Slate Bar", "Bar y Llechen"), ("The Peat Cutter", "Y Torrwr Mawn"),
        ("The Wrack Line", "Llinell y Gwymon"), ("The Two Bridges", "Y Ddwy Bont"), ("The Grey Mare's Shoe", "Pedol y Gaseg Lwyd"),
        ("The Sheepfold", "Y Gorlan"), ("The Curlew", "Y Gylfinir"), ("The Spinning Wheel", "Y Droell"), ("The Brass Lantern", "Y Llusern Bres"),
        ("The Cockle Basket", "Y Fasged Gocos"), ("The Long Furrow", "Y Gwys Hir"), ("The Black Ram", "Yr Hwrdd Du"),
    ];

    public static readonly Name[] Hotels =
    [
        ("Estuary View Hotel", "Gwesty Golwg yr Aber"), ("The Assize House Hotel", "Gwesty Tŷ'r Sesiwn"), ("Fuchsia Guest House", "Llety'r Ffwsia"),
        ("Slate Cottage B&B", "Gwely a Brecwast Bwthyn Llechi"), ("The Moorland Hotel", "Gwesty'r Gweundir"), ("Net Loft Rooms", "Ystafelloedd Llofft y Rhwydi"),
        ("Alders B&B", "Gwely a Brecwast y Gwern"), ("Station Lodge", "Llety'r Orsaf"), ("White Gate B&B", "Gwely a Brecwast y Glwyd Wen"),
        ("Harbourmaster's Rest", "Llety'r Harbwrfeistr"),
    ];

    public static readonly Name[] Shops =
    [
        ("Oak Lane Foods", "Bwydydd Lôn y Dderwen"), ("Basged Fawr Supermarket", "Archfarchnad y Fasged Fawr"), ("Fairday Stores", "Siopau Ffair"),
        ("Pantri Supermarket", "Archfarchnad Pantri"), ("Moor Stores", "Siop y Rhos"), ("Sheaf Supermarket", "Archfarchnad yr Ysgub"),
        ("Penny Basket", "Basged Ceiniog"), ("Harbour Grocers", "Groseriaid yr Harbwr"), ("Arcade Row Shops", "Siopau Rhes yr Arcêd"),
    ];

    public static readonly Name[] CarParks =
    [
        ("Wharf", "y Lanfa"), ("Cattle Mart", "y Mart"), ("Gasworks", "y Gwaith Nwy"), ("Ropewalk", "y Rhaffau"), ("Town Wall", "Mur y Dref"),
        ("Tannery", "y Tanerdy"), ("Quarry", "y Chwarel"), ("Moor Gate", "Porth y Rhos"), ("Fish Dock", "Doc y Pysgod"), ("Wool Yard", "Iard y Gwlân"),
        ("Bowling Green", "y Lawnt Fowlio"), ("Barracks", "y Barics"),
    ];

    public static readonly Name[] Woods =
    [
        ("Jackdaw Wood", "Coed y Jac-do"), ("Wolf's Wood", "Coed y Blaidd"), ("Charcoal Wood", "Coed y Golosg"), ("Honey Wood", "Coed y Mêl"),
        ("Long Wood", "Y Goedwig Hir"), ("Ringdove Wood", "Coed yr Ysguthan"), ("Owl Forest", "Fforest y Dylluan"), ("Boar Wood", "Coed y Baedd"),
    ];
}
