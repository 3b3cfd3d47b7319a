@problemName X
@timeStamps false
@missing false
@univariate false
@dimensions 3
@equalLength false
@classLabel true 1 2
@data
1,?,3:1,2,3:1,2,3:1
